import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import os from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GitHostUnavailableError } from '../errors';

const MEBIBYTE = 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_OUTPUT_BYTES = 256 * MEBIBYTE;
/** What is kept of standard error for messages. */
const MAX_ERROR_BYTES = 8192;

/** How one git command runs. */
export interface GitRunOptions {
  /** Arguments, one each; nothing is ever read by a shell. */
  args: string[];
  /** Written to standard input, with backpressure. */
  input?: string | Iterable<Buffer> | AsyncIterable<Buffer>;
  /** Exit codes that are an answer and not a failure; only 0 when left out. */
  accept?: number[];
  timeoutMs?: number;
  maxOutputBytes?: number;
  signal?: AbortSignal;
  /** Added to the environment of this command, e.g. what it needs to reach a host. */
  env?: Record<string, string>;
}

/** A git command that ended with an exit code nobody accepts. */
export class GitCommandError extends GitHostUnavailableError {
  readonly exitCode: number | null;
  readonly stderr: string;

  constructor(options: {
    command: string;
    exitCode: number | null;
    stderr: string;
  }) {
    const { command, exitCode, stderr } = options;
    super(
      `git ${command} failed (${
        exitCode === null ? 'it was killed' : `exit code ${exitCode}`
      }): ${stderr.trim() || 'it said nothing'}; nothing was changed. ${
        exitCode === null
          ? 'It may have been a passing matter: try again.'
          : 'Where it fails again, git fsck tells whether the repository is whole; if it is not, put it back from a backup or a clone.'
      }`,
    );
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/** Runs the git binary on one bare repository, in an environment where only our own settings count. */
export class Git {
  readonly #binary: string;
  readonly #directory: string;

  constructor(options: { binary: string; directory: string }) {
    this.#binary = options.binary;
    this.#directory = options.directory;
  }

  /** Starts a process; the caller ends it. */
  spawn(
    args: string[],
    env: Record<string, string> = {},
  ): ChildProcessWithoutNullStreams {
    return spawn(this.#binary, [...this.#settings(), ...args], {
      env: { ...this.#environment(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // In a group of its own: Ctrl+C in the terminal is for us, who finish what has begun. Git ends with its input.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
  }

  /** @throws GitCommandError, GitHostUnavailableError on timeout or too much output, AbortError */
  async run(
    options: GitRunOptions,
  ): Promise<{ exitCode: number; stdout: Buffer; stderr: string }> {
    options.signal?.throwIfAborted();
    const [command] = options.args;
    const child = this.spawn(options.args, options.env);
    let inputFailure: { reason: unknown } | undefined;
    feed(child, options.input).catch((error: unknown) => {
      // A process that ended early closes its input; its exit code tells why. Anything else is the caller's
      // own stream failing, and half a stream must not be taken for a whole one.
      if (!isBrokenPipe(error)) {
        inputFailure = { reason: error };
        child.kill('SIGKILL');
      }
    });
    // Only the process is waited for: a stream that hangs must not outlive it.
    const { exitCode, stderr, stdout } = await watch(child, {
      command,
      ...options,
    });
    if (inputFailure) {
      throw inputFailure.reason;
    }
    if (exitCode === null || !(options.accept ?? [0]).includes(exitCode)) {
      throw new GitCommandError({ command, exitCode, stderr });
    }
    return { exitCode, stdout, stderr };
  }

  #settings(): string[] {
    return [
      // Named and not discovered, so that the owner of a parent folder has no say.
      `--git-dir=${this.#directory}`,
      ...[
        `core.hooksPath=${os.devNull}`,
        'core.quotePath=false',
        'core.fsmonitor=false',
        'gc.auto=0',
      ].flatMap(setting => ['-c', setting]),
    ];
  }

  #environment(): NodeJS.ProcessEnv {
    const { PATH, SYSTEMROOT, TMPDIR, TEMP } = process.env;
    return {
      PATH,
      ...(SYSTEMROOT && { SYSTEMROOT }),
      ...(TMPDIR && { TMPDIR }),
      ...(TEMP && { TEMP }),
      // Git before 2.32 does not know GIT_CONFIG_GLOBAL; there is no .gitconfig in the repository.
      HOME: this.#directory,
      XDG_CONFIG_HOME: this.#directory,
      GIT_CONFIG_GLOBAL: os.devNull,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_LITERAL_PATHSPECS: '1',
      LC_ALL: 'C',
    };
  }
}

async function feed(
  child: ChildProcessWithoutNullStreams,
  input: GitRunOptions['input'],
): Promise<void> {
  if (input === undefined) {
    child.stdin.on('error', () => {});
    child.stdin.end();
    return;
  }
  const chunks = typeof input === 'string' ? [Buffer.from(input)] : input;
  await pipeline(Readable.from(chunks), child.stdin);
}

function isBrokenPipe(error: unknown): boolean {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;
  return (
    code === 'EPIPE' ||
    code === 'ECONNRESET' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    code === 'ERR_STREAM_DESTROYED'
  );
}

/** Collects what a process says until it ends, within time and size. */
function watch(
  child: ChildProcessWithoutNullStreams,
  options: GitRunOptions & { command: string },
): Promise<{ exitCode: number | null; stdout: Buffer; stderr: string }> {
  const { command, signal } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const maxOutputBytes = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES;
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    let size = 0;
    let errors = '';
    let failure: unknown;
    const stop = (reason: unknown) => {
      failure ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(
      () =>
        stop(
          new GitHostUnavailableError(
            `git ${command} did not end within ${
              timeoutMs / 1000
            } s and was stopped; nothing was changed, try again.`,
          ),
        ),
      timeoutMs,
    );
    const onAbort = () => stop(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxOutputBytes) {
        stop(
          new GitHostUnavailableError(
            `git ${command} said more than ${maxOutputBytes} bytes and was stopped; ask for less at once.`,
          ),
        );
      } else {
        output.push(chunk);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-MAX_ERROR_BYTES);
    });
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    child.on('error', error => {
      finish();
      reject(
        new GitHostUnavailableError(
          'git could not be started; install git 2.30 or newer and make sure that it is on the PATH.',
          error,
        ),
      );
    });
    child.on('close', exitCode => {
      finish();
      if (failure !== undefined) {
        reject(failure);
      } else {
        resolve({ exitCode, stdout: Buffer.concat(output), stderr: errors });
      }
    });
  });
}
