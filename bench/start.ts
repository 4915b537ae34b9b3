import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median, print, row, timed } from './measure';
import { published, run } from './published';

const RUNS = 20;
const intent = path.resolve(
  __dirname,
  '../packages/cli/src/__fixtures__/intents/fraud-service.yaml',
);

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
