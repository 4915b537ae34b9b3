import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const STARTS = 3;
const START_TRIES = 300;
const START_PAUSE_MS = 100;

interface ServedProgramOptions {
  /** For people. */
  name: string;
  file: string;
  /** What it says goes there. */
  log: string;
  /** Answers once it is ready, below its address. */
  ready: string;
}

/** A program that serves HTTP on a port of the loopback interface, started and ended by a test. */
export class ServedProgram {
  readonly #options: ServedProgramOptions;
  #child?: ChildProcess;
  #port = 0;

  constructor(options: ServedProgramOptions) {
    this.#options = options;
  }

  /** `127.0.0.1:<port>`. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** @param argsFor - what it is started with, by its address */
  async start(argsFor: (address: string) => string[]): Promise<void> {
    const { name, file, log } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      // Asked for at the last moment, and another one where somebody else was given it all the same.
      this.#port = await freePort();
      const child = spawn(
        '/bin/sh',
        [
          ...['-c', 'log="$1"; shift; exec "$@" >"$log" 2>&1', 'sh', log],
          file,
          ...argsFor(this.address),
        ],
        { stdio: 'ignore' },
      );
      this.#child = child;
      if (await this.#isReady(child)) {
        return;
      }
      const ended = child.exitCode !== null;
      await this.end();
      if (attempt === STARTS || !ended) {
        throw new Error(
          `${name} does not answer: ${await readFile(log, 'utf8')}`,
        );
      }
    }
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => {
        child.once('exit', resolve);
      });
      child.kill('SIGTERM');
      await Promise.race([
        ended,
        wait(10_000, undefined, { ref: false }).then(() =>
          child.kill('SIGKILL'),
        ),
      ]);
    }
  }

  async #isReady(child: ChildProcess): Promise<boolean> {
    for (let attempt = 1; attempt <= START_TRIES; attempt += 1) {
      if (child.exitCode !== null) {
        return false;
      }
      const answer = await fetch(
        `http://${this.address}${this.#options.ready}`,
      ).catch(() => undefined);
      if (answer?.ok) {
        return true;
      }
      await wait(START_PAUSE_MS);
    }
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => {
    server.close(resolve);
  });
  if (address === null || typeof address === 'string') {
    throw new Error('The loopback interface gave no port');
  }
  return address.port;
}
