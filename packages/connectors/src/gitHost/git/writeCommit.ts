import { randomUUID } from 'node:crypto';
import type { FileContent } from '../files';
import type { Person } from '../requests';
import { identityOf } from './commitMessage';
import { GitCommandError, type Git } from './git';
import type { TreeChange } from './trees';

const CHUNK_BYTES = 256 * 1024;
const TIMEOUT_MS = 10 * 60_000;

/** A commit to write. Nothing else than what is named here changes. */
export interface NewCommit {
  /** Id of the tree that the changes are applied to; that of the first parent when left out. */
  tree?: string;
  parents: string[];
  /** Files with their text. */
  write?: Iterable<FileContent> | AsyncIterable<FileContent>;
  remove?: Iterable<string>;
  /** Files whose content the repository has already. */
  apply?: TreeChange[];
  author: Person;
  message: string;
  /** Milliseconds since the epoch. */
  at: number;
  signal?: AbortSignal;
}

/**
 * Writes blobs, trees and a commit in one `git fast-import` and leaves no ref behind: the caller moves a ref
 * afterwards, and until then nobody sees any of it.
 *
 * fast-import was measured against a temporary index (read-tree, hash-object --stdin-paths, update-index,
 * write-tree, commit-tree) on a repository of 40,000 files, git 2.39, two cores: 30 files 19 ms against 109 ms,
 * 2,000 files 163 ms against 428 ms, and the index would need the files on disk first. Only the folders that change
 * are read. A seed of 40,000 files takes 3 s, of 250,000 files 8 s.
 *
 * @returns the id of the commit.
 */
export async function writeCommit(
  git: Git,
  commit: NewCommit,
): Promise<string> {
  const { stdout } = await git.run({
    args: ['fast-import', '--quiet', '--done', '--date-format=raw'],
    input: inChunks(streamOf(commit)),
    timeoutMs: TIMEOUT_MS,
    signal: commit.signal,
  });
  const id = stdout.toString().trim();
  if (!/^[0-9a-f]{40,64}$/.test(id)) {
    throw new GitCommandError({
      command: 'fast-import',
      exitCode: 0,
      stderr: `expected the id of a commit, found ${JSON.stringify(
        id.slice(0, 80),
      )}`,
    });
  }
  return id;
}

async function* streamOf(commit: NewCommit): AsyncGenerator<string | Buffer> {
  const { parents, tree } = commit;
  // fast-import wants a ref to build on; it is taken away again before the process would write it.
  const ref = `refs/fairway/incoming/${randomUUID()}`;
  const identity = `${identityOf(commit.author)} ${Math.floor(
    commit.at / 1000,
  )} +0000\n`;
  yield `commit ${ref}\nmark :1\nauthor ${identity}committer ${identity}`;
  yield* dataOf(commit.message);
  for (const [index, parent] of parents.entries()) {
    yield `${index === 0 ? 'from' : 'merge'} ${parent}\n`;
  }
  if (tree !== undefined) {
    yield `M 040000 ${tree} ""\n`;
  }
  for (const path of commit.remove ?? []) {
    yield `D ${quoted(path)}\n`;
  }
  const apply = commit.apply ?? [];
  // Removals first: a file may become a folder.
  for (const { path } of apply.filter(({ after }) => after === undefined)) {
    yield `D ${quoted(path)}\n`;
  }
  for (const { path, after, mode } of apply) {
    if (after !== undefined) {
      yield `M ${mode} ${after} ${quoted(path)}\n`;
    }
  }
  for await (const { path, text } of commit.write ?? []) {
    yield `M 100644 inline ${quoted(path)}\n`;
    yield* dataOf(text);
  }
  const nothing = '0'.repeat(parents[0]?.length ?? 40);
  yield `\nget-mark :1\nreset ${ref}\nfrom ${nothing}\n\ndone\n`;
}

function* dataOf(text: string): Generator<string | Buffer> {
  const bytes = Buffer.from(text);
  yield `data ${bytes.length}\n`;
  yield bytes;
  yield '\n';
}

/** Always quoted, as fast-import reads C strings; control characters were refused before. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}

/** Many small writes to a pipe cost more than the work behind them. */
async function* inChunks(
  parts: AsyncIterable<string | Buffer>,
): AsyncGenerator<Buffer> {
  let chunk: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    chunk.push(bytes);
    size += bytes.length;
    if (size >= CHUNK_BYTES) {
      yield Buffer.concat(chunk);
      chunk = [];
      size = 0;
    }
  }
  if (size > 0) {
    yield Buffer.concat(chunk);
  }
}
