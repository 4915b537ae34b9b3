import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { GitHostUnavailableError } from '../errors';
import type { Git } from './git';

/** Objects asked for before the answers are waited for; what memory holds at once. */
const BATCH = 256;
const TIMEOUT_MS = 30_000;
/** A rendered file is a few kilobytes; more than this is no text anybody reviews. */
const MAX_OBJECT_BYTES = 32 * 1024 * 1024;

/** What git knows under a name. */
export interface GitObject {
  oid: string;
  type: string;
  /** Bytes of the object; empty when the reader only checks. */
  content: Buffer;
}

interface Batch {
  waiting: number;
  answers: (GitObject | undefined)[];
  resolve(answers: (GitObject | undefined)[]): void;
  reject(error: Error): void;
}

class ReaderDiedError extends GitHostUnavailableError {}

/**
 * A `git cat-file` that lives as long as the host: a read costs no process. It is started when first needed and
 * again after it failed; what was asked of a process that died is asked once more.
 */
export class ObjectReader {
  readonly #git: Git;
  readonly #contents: boolean;
  #child?: ChildProcessWithoutNullStreams;
  #queue: Promise<unknown> = Promise.resolve();
  #buffered: Buffer[] = [];
  #bufferedBytes = 0;
  #needed = 1;
  #batch?: Batch;
  #stopped = false;

  /** @param options - `contents`: false asks for ids and types only. */
  constructor(options: { git: Git; contents: boolean }) {
    this.#git = options.git;
    this.#contents = options.contents;
  }

  /**
   * Objects by revision, e.g. `<commit>:<path>`, in the order asked for; undefined for what is not there.
   * Revisions hold no line break: callers check ids and paths before.
   */
  async *read(
    revisions: Iterable<string>,
    options: { signal?: AbortSignal } = {},
  ): AsyncGenerator<{ revision: string; object?: GitObject }> {
    for (const revisionsOfBatch of batches(revisions)) {
      options.signal?.throwIfAborted();
      const answers = await this.#enqueue(revisionsOfBatch);
      for (const [index, revision] of revisionsOfBatch.entries()) {
        yield { revision, object: answers[index] };
      }
    }
  }

  async readOne(revision: string): Promise<GitObject | undefined> {
    const [answer] = await this.#enqueue([revision]);
    return answer;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const child = this.#child;
    if (child) {
      const closed = new Promise(resolve => child.once('close', resolve));
      child.kill('SIGKILL');
      await closed;
    }
  }

  #enqueue(revisions: string[]): Promise<(GitObject | undefined)[]> {
    const answer = this.#queue.then(() => this.#askTwice(revisions));
    this.#queue = answer.catch(() => {});
    return answer;
  }

  async #askTwice(revisions: string[]): Promise<(GitObject | undefined)[]> {
    try {
      return await this.#ask(revisions);
    } catch (error) {
      if (this.#stopped || !(error instanceof ReaderDiedError)) {
        throw error;
      }
      return this.#ask(revisions);
    }
  }

  #ask(revisions: string[]): Promise<(GitObject | undefined)[]> {
    if (this.#stopped) {
      throw new GitHostUnavailableError(
        'The Git host is shutting down; try again when it is back.',
      );
    }
    const child = (this.#child ??= this.#start());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          this.#fail(
            child,
            new GitHostUnavailableError(
              `git cat-file did not answer within ${
                TIMEOUT_MS / 1000
              } s and was restarted; try again.`,
            ),
          ),
        TIMEOUT_MS,
      );
      this.#batch = {
        waiting: revisions.length,
        answers: [],
        resolve: answers => {
          clearTimeout(timer);
          resolve(answers);
        },
        reject: error => {
          clearTimeout(timer);
          reject(error);
        },
      };
      child.stdin.write(`${revisions.join('\n')}\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = this.#git.spawn([
      'cat-file',
      this.#contents ? '--batch' : '--batch-check',
    ]);
    const died = () =>
      this.#fail(child, new ReaderDiedError('git cat-file ended early'));
    child.on('error', error =>
      this.#fail(
        child,
        new GitHostUnavailableError(
          'git could not be started; install git 2.30 or newer and make sure that it is on the PATH.',
          error,
        ),
      ),
    );
    child.on('close', died);
    child.stdin.on('error', died);
    child.stderr.resume();
    child.stdout.on('data', (chunk: Buffer) => {
      if (this.#child === child) {
        this.#take(child, chunk);
      }
    });
    return child;
  }

  /** Gives up a process; the next question starts another. */
  #fail(child: ChildProcessWithoutNullStreams, error: Error): void {
    if (this.#child !== child) {
      return;
    }
    this.#child = undefined;
    this.#buffered = [];
    this.#bufferedBytes = 0;
    this.#needed = 1;
    child.kill('SIGKILL');
    const batch = this.#batch;
    this.#batch = undefined;
    batch?.reject(error);
  }

  #take(child: ChildProcessWithoutNullStreams, chunk: Buffer): void {
    this.#buffered.push(chunk);
    this.#bufferedBytes += chunk.length;
    // A large object arrives in many pieces: they are joined once, when all are there.
    if (this.#bufferedBytes < this.#needed) {
      return;
    }
    let rest = Buffer.concat(this.#buffered);
    for (;;) {
      const parsed = parseAnswer(rest, this.#contents);
      if (parsed.kind === 'too large') {
        this.#fail(
          child,
          new GitHostUnavailableError(
            `An object of the repository is larger than ${MAX_OBJECT_BYTES} bytes and is not read.`,
          ),
        );
        return;
      }
      if (parsed.kind === 'incomplete') {
        this.#needed = parsed.needed;
        break;
      }
      rest = rest.subarray(parsed.length);
      this.#answer(parsed.object);
    }
    this.#buffered = rest.length > 0 ? [rest] : [];
    this.#bufferedBytes = rest.length;
  }

  #answer(object: GitObject | undefined): void {
    const batch = this.#batch;
    if (!batch) {
      return;
    }
    batch.answers.push(object);
    batch.waiting -= 1;
    if (batch.waiting === 0) {
      this.#batch = undefined;
      batch.resolve(batch.answers);
    }
  }
}

type Answer =
  | { kind: 'incomplete'; needed: number }
  | { kind: 'too large' }
  | { kind: 'complete'; length: number; object?: GitObject };

const FOUND = /^([0-9a-f]{40,64}) (\w+) (\d+)$/;

function parseAnswer(buffer: Buffer, contents: boolean): Answer {
  const end = buffer.indexOf(0x0a);
  if (end < 0) {
    return { kind: 'incomplete', needed: buffer.length + 1 };
  }
  const found = FOUND.exec(buffer.toString('utf8', 0, end));
  if (!found) {
    return { kind: 'complete', length: end + 1 };
  }
  const [, oid, type, sizeText] = found;
  if (!contents) {
    const object = { oid, type, content: Buffer.alloc(0) };
    return { kind: 'complete', length: end + 1, object };
  }
  const size = Number(sizeText);
  if (size > MAX_OBJECT_BYTES) {
    return { kind: 'too large' };
  }
  const needed = end + 1 + size + 1;
  if (buffer.length < needed) {
    return { kind: 'incomplete', needed };
  }
  // Copied, so that one small text does not keep the whole buffer.
  const content = Buffer.from(buffer.subarray(end + 1, end + 1 + size));
  return { kind: 'complete', length: needed, object: { oid, type, content } };
}

function* batches(items: Iterable<string>): Generator<string[]> {
  let batch: string[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
