import { InputError, NotFoundError } from '@backstage/errors';
import type { PageOptions } from './requests';

/** Checks of input that every Git host shares: nothing that was typed becomes a path, a flag or a ref. */

const MAX_PATH_BYTES = 1024;
const MAX_SEGMENT_BYTES = 255;
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** A second request of a service, which must not wait for the first. */
const BESIDE = /\.(?:rollback|promote)$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/;
const MAX_KEY = 63;
const MAX_TITLE = 512;
const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

/** Control characters, halves of characters, line and paragraph separators, and marks that change the direction of text. */
const HIDDEN =
  /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Characters that some file systems drop from names, so that `.g\u200cit` is `.git` to them. */
const IGNORED = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** The branch of a service. @throws InputError when the key is no DNS label, which `.rollback` or `.promote` may follow. */
export function branchOfKey(key: string): string {
  if (!DNS_LABEL.test(key.replace(BESIDE, '')) || key.length > MAX_KEY) {
    throw new InputError(
      `${shown(
        key,
      )} cannot name a branch; use the name of the service: lower case letters, digits and dashes, at most 63.`,
    );
  }
  return `fairway/${key}`;
}

/** @throws InputError unless it is a full commit id. */
export function checkCommit(commit: string): string {
  if (!COMMIT.test(commit)) {
    throw new InputError(
      `${shown(
        commit,
      )} is not a commit; give the full id, 40 or 64 hexadecimal digits.`,
    );
  }
  return commit;
}

/** @throws InputError unless the path is relative, stays inside and has nothing to do with Git's own files. */
export function checkPath(path: string): string {
  const problem = problemOfPath(path);
  if (problem) {
    throw new InputError(
      `The path ${shown(
        path,
      )} is refused: ${problem}; use relative paths such as services/payments-api/intent.yaml.`,
    );
  }
  return path;
}

/** @throws InputError for paths that are given twice or lie inside one another. */
export function checkPaths(paths: Iterable<string>): void {
  const seen = new Set<string>();
  for (const path of paths) {
    checkPath(path);
    if (seen.has(path)) {
      throw new InputError(
        `The path ${shown(path)} is given twice; name each file once.`,
      );
    }
    seen.add(path);
  }
}

/** A title as one line of visible text. @throws InputError when nothing or too much is left. */
export function checkTitle(title: string): string {
  const line = title
    .replace(new RegExp(`${HIDDEN.source}+`, 'gu'), ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '' || line.length > MAX_TITLE) {
    throw new InputError(
      `The title must be one line of 1 to ${MAX_TITLE} characters; shorten or fill it.`,
    );
  }
  return line;
}

/** @throws InputError unless it looks like a version. */
export function checkVersion(version: string): string {
  if (!VERSION.test(version)) {
    throw new InputError(
      `${shown(version)} is not a version; use one such as 1.4.0.`,
    );
  }
  return version;
}

/** Rows of a page. @throws InputError outside of 1 to 100. */
export function limitOf(options: PageOptions): number {
  const limit = options.limit ?? DEFAULT_LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InputError(
      `A page has 1 to ${MAX_LIMIT} rows, not ${limit}; ask for fewer and follow nextCursor.`,
    );
  }
  return limit;
}

/** The number behind a cursor; undefined for the first page. @throws InputError */
export function positionOf(options: PageOptions): number | undefined {
  const { cursor } = options;
  if (cursor === undefined) {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(cursor)) {
    throw new InputError(
      `${shown(
        cursor,
      )} is no cursor; use nextCursor of the page before, or leave it out.`,
    );
  }
  return Number(cursor);
}

/** The number in a request id. @throws NotFoundError for ids that this host never gives. */
export function numberOfId(host: string, id: string): number {
  const digits = id.startsWith(`${host}-`) ? id.slice(host.length + 1) : '';
  if (!/^[1-9]\d{0,8}$/.test(digits)) {
    throw new NotFoundError(
      `There is no change request ${shown(id)} on the host ${host}.`,
    );
  }
  return Number(digits);
}

function problemOfPath(path: string): string | undefined {
  if (path === '') {
    return 'it is empty';
  }
  if (HIDDEN.test(path)) {
    return 'it holds control or hidden characters';
  }
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    return `it is longer than ${MAX_PATH_BYTES} bytes`;
  }
  if (path.includes('\\')) {
    return 'it holds a backslash';
  }
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    return 'it is absolute';
  }
  for (const segment of path.split('/')) {
    const problem = problemOfSegment(segment);
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function problemOfSegment(segment: string): string | undefined {
  if (segment === '') {
    return 'it has an empty part';
  }
  if (segment === '.' || segment === '..') {
    return `it has the part ${segment}`;
  }
  if (segment.startsWith('-')) {
    return 'a part of it begins like a flag';
  }
  if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) {
    return `a part of it is longer than ${MAX_SEGMENT_BYTES} bytes`;
  }
  // As Windows and macOS would read it: no case, no trailing dots and blanks, no streams, no ignored characters.
  const folded = segment
    .normalize('NFKC')
    .replace(IGNORED, '')
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '');
  return /^(?:\.git|\.gitmodules|git~\d+|gitmod~\d+)$/.test(folded)
    ? 'it has a part that belongs to Git'
    : undefined;
}

/** A value in a message: short and on one line. */
function shown(value: string): string {
  return JSON.stringify(
    value.length > 80 ? `${value.slice(0, 80)}…` : value,
  ).replace(new RegExp(HIDDEN.source, 'gu'), '?');
}
