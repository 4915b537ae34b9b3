import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median, print, row, timed } from './measure';

const RUNS = 20;
const cli = path.resolve(__dirname, '../packages/cli');
const intent = path.join(cli, 'src/__fixtures__/intents/fraud-service.yaml');

function run(command: string, args: string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw error ?? new Error(`${command} ${args.join(' ')}\n${stderr}`);
  }
}

/** The package as it is published, out of reach of the source tree. */
function published(folder: string): string {
  run(process.execPath, ['scripts/build.mjs'], cli);
  for (const part of ['bin', 'dist', 'package.json']) {
    cpSync(path.join(cli, part), path.join(folder, part), { recursive: true });
  }
  return path.join(folder, 'bin/fairway');
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-bench-'));
try {
  const fairway = published(folder);
  const measured = (...args: string[]) => {
    const times = Array.from(
      { length: RUNS },
      () => timed(() => run(process.execPath, args, folder)).ms,
    );
    return { typical: median(times), best: Math.min(...times) };
  };
  // The first start fills the compile cache of Node, and keeps the contract beside it.
  const first = timed(() =>
    run(process.execPath, [fairway, 'compile', intent], folder),
  ).ms;
  const bare = measured('-e', '0');
  const help = measured(fairway, '--help');
  const compile = measured(fairway, 'compile', intent);
  print(
    `fairway from the published build, process and all (median of ${RUNS}; target: 400 ms)`,
  );
  row(
    compile.typical,
    `compile one file; best ${compile.best.toFixed(0)} ms, ${(
      compile.typical / bare.typical
    ).toFixed(1)} times a node that does nothing`,
  );
  row(first, 'compile one file, the first time');
  row(help.typical, `--help; best ${help.best.toFixed(0)} ms`);
  row(bare.typical, `node that does nothing; best ${bare.best.toFixed(0)} ms`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
