#!/usr/bin/env node
/**
 * All checks, cheapest first; each one runs even when an earlier one failed, so that one run tells everything.
 * `npm test -- unit e2e` runs only those named. Ends with the line "N passed, N failed".
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from './lib/postgres.mjs';
import { root, state } from './lib/paths.mjs';
import { ensurePrometheus } from './lib/prometheus.mjs';
import { run } from './lib/run.mjs';
import { bold, elapsed, green, red, say } from './lib/say.mjs';
import { ensureVictoriaMetrics } from './lib/victoriaMetrics.mjs';

const reports = path.join(state, 'reports');
const bin = name => path.join(root, 'node_modules/.bin', name);

/** A command that passes or fails as a whole. */
async function whole(command, args, env) {
  const { code } = await run(bin(command), args, { env, stdoutToStderr: true });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** The tests of the scripts themselves, with Node's own runner. */
async function scripts() {
  const file = path.join(reports, 'scripts.tap');
  const { code } = await run(
    process.execPath,
    [
      '--test',
      ...['--test-reporter=spec', '--test-reporter-destination=stderr'],
      ...['--test-reporter=tap', `--test-reporter-destination=${file}`],
      'scripts/tests/*.test.mjs',
    ],
    { stdoutToStderr: true },
  );
  const report = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const count = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return {
    passed: count('pass'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: count('skipped'),
  };
}

/** A seed for the property tests, the same for the same commit; one that is given goes first. */
async function propertySeed() {
  const given = process.env.FAIRWAY_PROPERTY_SEED;
  if (given) {
    return given;
  }
  const { code, stdout } = await run('git', ['rev-parse', 'HEAD'], {
    capture: true,
  });
  return code === 0 ? String(parseInt(stdout.slice(0, 7), 16)) : '1';
}

async function unit() {
  const file = path.join(reports, 'unit.json');
  const seed = await propertySeed();
  say(`  Property tests draw from FAIRWAY_PROPERTY_SEED=${seed}`);
  // Once for all workers, before they look for it.
  for (const [peer, ensure] of [
    ['Prometheus', ensurePrometheus],
    ['VictoriaMetrics', ensureVictoriaMetrics],
  ]) {
    const { reason } = ensure();
    if (reason) {
      say(`  The tests on a real ${peer} are skipped: ${reason}`);
    }
  }
  const postgres = await startPostgres();
  try {
    const { code } = await run(
      bin('backstage-cli'),
      [
        'repo',
        'test',
        '--maxWorkers=2',
        '--workerIdleMemoryLimit=1500M',
        // A test may take its time on a machine that others use too; what hangs still ends.
        '--testTimeout=60000',
        '--json',
        `--outputFile=${file}`,
      ],
      {
        env: {
          ...postgres.env,
          FAIRWAY_PROPERTY_SEED: seed,
          NODE_OPTIONS: '--max-old-space-size=4096 --no-node-snapshot',
        },
        stdoutToStderr: true,
      },
    );
    if (!existsSync(file)) {
      return { passed: 0, failed: 1 };
    }
    const report = JSON.parse(readFileSync(file, 'utf8'));
    // Every skipped test is named, so that nothing is missing quietly.
    for (const suite of report.testResults) {
      for (const test of suite.assertionResults) {
        if (test.status === 'pending' || test.status === 'todo') {
          say(
            `  skipped: ${test.fullName} (${path.relative(root, suite.name)})`,
          );
        }
      }
    }
    return {
      passed: report.numPassedTests,
      // A suite that could not run at all counts as one failure.
      failed:
        report.numFailedTests +
        report.numRuntimeErrorTestSuites +
        (code !== 0 && report.success ? 1 : 0),
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } finally {
    await postgres.stop();
  }
}

async function e2e() {
  const file = path.join(reports, 'e2e.json');
  const postgres = await startPostgres();
  const { code } = await run(bin('playwright'), ['test'], {
    env: {
      FAIRWAY_E2E_REPORT: file,
      ...(postgres.url ? { FAIRWAY_TEST_POSTGRES: postgres.url } : {}),
    },
    stdoutToStderr: true,
  }).finally(() => postgres.stop());
  if (!existsSync(file)) {
    return { passed: 0, failed: 1 };
  }
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = stats.unexpected;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

const checks = {
  types: () => whole('tsc', ['--incremental', 'false']),
  lint: () => whole('backstage-cli', ['repo', 'lint', '--max-warnings', '0']),
  format: () => whole('prettier', ['--check', '--loglevel', 'warn', '.']),
  config: () =>
    whole('backstage-cli', [
      'config:check',
      '--strict',
      '--lax',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.demo.yaml',
    ]),
  'config-production': () =>
    whole('backstage-cli', [
      'config:check',
      '--strict',
      '--lax',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.production.yaml',
    ]),
  scripts,
  unit,
  build: () => whole('backstage-cli', ['repo', 'build', '--all']),
  e2e,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !checks[name]);
if (unknown.length) {
  say(
    `Unknown check ${unknown.join(', ')}; there are ${Object.keys(checks).join(
      ', ',
    )}`,
  );
  process.exit(2);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };
const rows = [];
for (const [name, check] of Object.entries(checks)) {
  if (!wanted.length || wanted.includes(name)) {
    const began = Date.now();
    say(`\n${bold(`── ${name}`)}`);
    let result;
    try {
      result = await check();
    } catch (error) {
      say(String(error?.stack ?? error));
      result = { passed: 0, failed: 1 };
    }
    const { passed, failed, skipped = 0 } = result;
    totals.passed += passed;
    totals.failed += failed;
    totals.skipped += skipped;
    rows.push(
      `${failed ? red('✖') : green('✔')} ${name.padEnd(
        18,
      )} ${passed} passed, ${failed} failed${
        skipped ? `, ${skipped} skipped` : ''
      } in ${elapsed(began)}`,
    );
  }
}
say(`\n${rows.join('\n')}\n`);
process.stdout.write(
  `${totals.passed} passed, ${totals.failed} failed${
    totals.skipped ? `, ${totals.skipped} skipped` : ''
  }\n`,
);
process.exitCode = totals.failed ? 1 : 0;
