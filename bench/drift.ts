import { compile, renderFiles } from '@fairway/plugin-golden-path-common';
import { DriftLooks } from '../plugins/golden-path-backend/src/drift/DriftLooks';
import { DriftStore } from '../plugins/golden-path-backend/src/store/DriftStore';
import { NOW } from './estate';
import { median, print, row } from './measure';
import { quiet, withRepository, type BenchRepository } from './repository';

/** Looks for drift over the demo estate: everything after a start, nothing moved, one service moved. */
const SERVICES = Number(process.env.BENCH_SERVICES ?? 400);
const RUNS = SERVICES > 1_000 ? 1 : 5;

async function looked(repository: BenchRepository): Promise<void> {
  const { database, host, intents, files } = repository;
  let { state } = repository;
  const { contract, fleet } = state;
  const store = await DriftStore.create({ database });
  const looks = DriftLooks.create({
    announcer: { drift: async () => {}, driftFound: async () => {} },
    clock: { now: () => Date.parse(NOW) },
    contractHistory: { allAt: async () => [], prune: async () => {} },
    desiredState: { fleet: async () => state },
    host,
    logger: quiet,
    store,
  });
  const compiling: number[] = [];
  const looking: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    compiling.push(
      await measured(async () =>
        intents.forEach(intent =>
          renderFiles(compile({ intent, contract, fleet, now: NOW })),
        ),
      ),
    );
    looking.push(await measured(() => looks.again()));
  }
  print(
    `${intents.length} services, ${files} files in Git; of the core, git itself not counted`,
  );
  row(median(compiling), 'compiling them all, with the text of every file');
  row(median(looking), 'a look at everything, as after a start');
  row(
    await measured(() => looks.run()),
    'a look when nothing has moved since the last',
  );
  const [first] = intents;
  state = {
    ...state,
    intents: new Map(state.intents).set(first.metadata.name, { ...first }),
    version: '2',
  };
  row(
    await measured(() => looks.run()),
    'a look after the intent of one service has moved',
  );
  print(JSON.stringify(await store.counts({})));
  print(
    `peak of memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
}

/** Milliseconds of the core. */
async function measured(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

withRepository(SERVICES, looked).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
