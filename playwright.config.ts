import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

/**
 * The stories of the portal, told in a browser against what `npm start` starts (see e2e-tests/portal.ts): built
 * pages, served by the backend, with state of its own under .fairway/e2e.
 */
const web = Number(process.env.FAIRWAY_E2E_PORT ?? 3900);
const state = path.join(__dirname, '.fairway/e2e');

/** Debian's Chromium where it is there; otherwise the browser that Playwright brought. */
const executablePath = [
  process.env.FAIRWAY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((file): file is string => Boolean(file && existsSync(file)));

export default defineConfig({
  testDir: './packages/app/e2e-tests',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // The stories share one portal and change it.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  reporter: [
    ['list'],
    ...(process.env.FAIRWAY_E2E_REPORT
      ? [
          ['json', { outputFile: process.env.FAIRWAY_E2E_REPORT }] as [
            string,
            object,
          ],
        ]
      : []),
  ],
  outputDir: path.join(state, 'results'),
  use: {
    baseURL: process.env.PLAYWRIGHT_URL ?? `http://localhost:${web}`,
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
