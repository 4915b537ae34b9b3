import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test as base } from '@playwright/test';

const root = path.resolve(__dirname, '../../..');
const state = path.join(root, '.fairway/e2e/portal');
const web = Number(process.env.FAIRWAY_E2E_PORT ?? 3900);

/** The portal as `npm start` starts it, with state of its own; it can be stopped and started again. */
export class Portal {
  private process: ChildProcess | undefined;
  readonly url = process.env.PLAYWRIGHT_URL ?? `http://localhost:${web}`;

  async start(): Promise<void> {
    if (process.env.PLAYWRIGHT_URL) {
      return;
    }
    const child = spawn('node', ['scripts/fairway.mjs', 'start'], {
      cwd: root,
      env: {
        ...process.env,
        FAIRWAY_PORT: String(web),
        FAIRWAY_BACKEND_PORT: String(web + 1),
        FAIRWAY_STATE: state,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.process = child;
    let ended = false;
    child.once('exit', () => (ended = true));
    const deadline = Date.now() + 240_000;
    while (Date.now() < deadline) {
      if (ended) {
        throw new Error('The portal ended before it was ready');
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

  /** As a person would: Ctrl+C, and `npm start` again. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}

/** One portal for all stories; they are told in order and build on each other's changes. */
export const test = base.extend<object, { portal: Portal }>({
  portal: [
    // Playwright reads which fixtures a fixture needs from this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      if (!process.env.PLAYWRIGHT_URL) {
        rmSync(state, { recursive: true, force: true });
      }
      const portal = new Portal();
      await portal.start();
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', auto: true, timeout: 300_000 },
  ],
});

export { expect } from '@playwright/test';
