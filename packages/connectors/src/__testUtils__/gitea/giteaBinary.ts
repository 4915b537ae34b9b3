import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGE = path.resolve(__dirname, '../../..');
const MODULE = path.join(PACKAGE, 'gitea-peer');
const TAGS = 'sqlite sqlite_unlock_notify';
const GITEA = 'code.gitea.io/gitea';
const BUILD_TIMEOUT_MS = 25 * 60_000;

/** A Gitea that can be started. */
export interface GiteaBinary {
  file: string;
  /** Folder of its templates and translations. */
  assets: string;
}

/** Why no Gitea can be built on this machine; undefined when one can. */
export function whyNoGitea(): string | undefined {
  const [, wanted = ''] =
    /^go (\d+\.\d+\.\d+)$/m.exec(
      readFileSync(path.join(MODULE, 'go.mod'), 'utf8'),
    ) ?? [];
  const found = outputOf('go', ['env', 'GOVERSION'])?.replace(/^go/, '');
  if (found === undefined) {
    return 'there is no Go tool chain';
  }
  if (!isAtLeast(found, wanted)) {
    return `Go ${found} is older than ${wanted}`;
  }
  if (outputOf('cc', ['--version']) === undefined) {
    return 'there is no C compiler, which its SQLite needs';
  }
  // Got once and then kept by Go; the rest comes from where this comes from.
  const got = () => outputOf('go', ['mod', 'download', GITEA]) !== undefined;
  return existsSync(binaryFile()) || got()
    ? undefined
    : `${GITEA} cannot be had from the Go module proxy`;
}

/**
 * Builds the Gitea that `gitea-peer/go.mod` names, with the ordinary Go client; minutes the first time, then it lies
 * in `.fairway/peers`.
 */
export async function giteaBinary(): Promise<GiteaBinary> {
  const file = binaryFile();
  const go = async (...args: string[]) => {
    const { stdout } = await run('go', args, {
      cwd: MODULE,
      timeout: BUILD_TIMEOUT_MS,
      env: { ...process.env, CGO_ENABLED: '1', GOFLAGS: '-mod=readonly' },
    });
    return stdout.trim();
  };
  if (!existsSync(file)) {
    await mkdir(path.dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await go(
      'build',
      '-trimpath',
      '-buildvcs=false',
      '-ldflags=-s -w',
      `-tags=${TAGS}`,
      `-o=${unfinished}`,
      GITEA,
    );
    await rename(unfinished, file);
  }
  const assets = await go('list', '-m', '-f={{.Dir}}', GITEA);
  return { file, assets };
}

/** Where the binary of just this module file lies, once it is built. */
function binaryFile(): string {
  const key = createHash('sha256')
    .update(readFileSync(path.join(MODULE, 'go.sum')))
    .update(readFileSync(path.join(MODULE, 'go.mod')))
    .update(TAGS)
    .digest('hex')
    .slice(0, 12);
  return path.resolve(PACKAGE, `../../.fairway/peers/gitea-${key}`);
}

function outputOf(command: string, args: string[]): string | undefined {
  try {
    return execFileSync(command, args, {
      cwd: MODULE,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

function isAtLeast(found: string, wanted: string): boolean {
  const numbers = (version: string) =>
    version.split(/[.-]/).slice(0, 3).map(Number);
  const ours = numbers(found);
  for (const [index, number] of numbers(wanted).entries()) {
    const own = ours[index] ?? 0;
    if (own !== number) {
      return own > number;
    }
  }
  return true;
}
