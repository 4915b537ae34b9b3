import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { test as base } from '@playwright/test';

const root = path.resolve(__dirname, '../../..');
const web = Number(process.env.FAIRWAY_E2E_PORT ?? 3900);

interface PortalOptions {
  /** Port of the pages; the backend has the next one. */
  port: number;
  /** Folder below .fairway/e2e for its state. */
  state: string;
  /** Configuration files instead of the demo profile's. */
  configs?: string[];
  env?: Record<string, string>;
}

/** The portal as `npm start` starts it, with state of its own; it can be stopped and started again. */
export class Portal {
  private process: ChildProcess | undefined;
  private readonly options: PortalOptions;
  readonly url: string;
  /** What it has said on the terminal. */
  output = '';

  constructor(options: PortalOptions) {
    this.options = options;
    this.url = process.env.PLAYWRIGHT_URL ?? `http://localhost:${options.port}`;
  }

  /** Forgets databases and the Git host of an earlier run. */
  forget(): void {
    rmSync(this.stateFolder(), { recursive: true, force: true });
  }

  async start(): Promise<void> {
    const { port, configs = [], env } = this.options;
    const child = spawn(
      'node',
      [
        'scripts/fairway.mjs',
        'start',
        ...configs.flatMap(file => ['--config', file]),
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          FAIRWAY_PORT: String(port),
          FAIRWAY_BACKEND_PORT: String(port + 1),
          FAIRWAY_STATE: this.stateFolder(),
          ...env,
        },
        stdio: ['ignore', 'inherit', 'pipe'],
        // A group of its own, so that all of it can be killed at once.
        detached: true,
      },
    );
    this.process = child;
    child.stderr?.on('data', chunk => {
      this.output += chunk;
    });
    let ended = false;
    child.once('exit', () => (ended = true));
    const deadline = Date.now() + 240_000;
    while (Date.now() < deadline) {
      if (ended) {
        throw new Error(`The portal ended before it was ready: ${this.output}`);
      }
      const ready = await fetch(`${this.url}/.backstage/health/v1/readiness`)
        .then(answer => answer.ok)
        .catch(() => false);
      if (ready) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    throw new Error('The portal was not ready within four minutes');
  }

  private stateFolder(): string {
    return path.join(root, '.fairway/e2e', this.options.state);
  }

  async stop(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null) {
      return;
    }
    await new Promise<void>(resolve => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
    this.process = undefined;
  }

  /** As a machine does when the power fails: nothing is written any more, nobody says goodbye. */
  async crash(): Promise<void> {
    const child = this.process;
    if (!child?.pid || child.exitCode !== null) {
      return;
    }
    const { pid } = child;
    await new Promise<void>(resolve => {
      child.once('exit', () => resolve());
      process.kill(-pid, 'SIGKILL');
    });
    this.process = undefined;
    // What was killed lets go of its ports a moment later.
    await untilFree(this.options.port);
    await untilFree(this.options.port + 1);
  }

  /** As a person would: Ctrl+C, and `npm start` again. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}

/** Waits until a port can be listened on. */
async function untilFree(port: number): Promise<void> {
  for (;;) {
    const server = createServer();
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** One portal for all stories; they are told in order and build on each other's changes. */
export const test = base.extend<object, { portal: Portal }>({
  portal: [
    // Playwright reads which fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const portal = new Portal({ port: web, state: 'portal' });
      // A portal that runs already, to work on the stories.
      if (!process.env.PLAYWRIGHT_URL) {
        portal.forget();
        await portal.start();
      }
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

export { expect } from '@playwright/test';
