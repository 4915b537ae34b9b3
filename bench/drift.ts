import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LocalGitHost } from '@fairway/connectors';
import { compilableIntents, generateEstate } from '@fairway/demo-estate';
import {
  buildFleet,
  compile,
  renderFiles,
} from '@fairway/plugin-golden-path-common';
import Knex from 'knex';
import { DriftLooks } from '../plugins/golden-path-backend/src/drift/DriftLooks';
import type { FleetState } from '../plugins/golden-path-backend/src/services/desiredState';
import { DriftStore } from '../plugins/golden-path-backend/src/store/DriftStore';
import { NOW, shippedContract } from './estate';
import { median, print, row } from './measure';

/** Looks for drift over the demo estate: everything after a start, nothing moved, one file edited. */
const RUNS = 5;
const SERVICES = Number(process.env.BENCH_SERVICES ?? 400);

const quiet = {
  child: () => quiet,
  debug: () => {},
  info: () => {},
  warn: (...said: unknown[]) => print(String(said)),
  error: (...said: unknown[]) => print(String(said)),
};

async function main(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-drift-'));
  const knex = Knex({
    client: 'better-sqlite3',
    connection: { filename: path.join(directory, 'bench.sqlite') },
    useNullAsDefault: true,
  });
  await knex.migrate.latest({
    directory: path.resolve(
      __dirname,
      '../plugins/golden-path-backend/migrations',
    ),
    tableName: 'golden_path_migrations',
  });
  const database = { getClient: async () => knex };
  const host = await LocalGitHost.create({
    directory: path.join(directory, 'gitops.git'),
    database,
    logger: quiet,
    urlOf: id => id,
  });
  try {
    const contract = shippedContract();
    const estate = generateEstate({ services: SERVICES });
    const intents = compilableIntents(estate);
    const fleet = buildFleet({
      intents,
      resources: estate.resources,
      contract,
    });
    const compiled = (intent: (typeof intents)[number]) =>
      renderFiles(compile({ intent, contract, fleet, now: NOW }));
    await host.seed({
      id: 'bench',
      message: 'Seed',
      files: (async function* files() {
        const written = new Set<string>();
        for (const intent of intents) {
          for (const file of compiled(intent)) {
            if (!written.has(file.path)) {
              written.add(file.path);
              yield file;
            }
          }
        }
      })(),
    });
    let state: FleetState = {
      commit: await host.headCommit(),
      intents: new Map(intents.map(intent => [intent.metadata.name, intent])),
      unreadable: new Map(),
      resources: new Map(),
      contract,
      fingerprint: 'shipped',
      fleet,
      version: '1',
    };
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
    const measured = async (work: () => Promise<unknown>) => {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const compiling: number[] = [];
    const looking: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      compiling.push(await measured(async () => intents.forEach(compiled)));
      looking.push(await measured(() => looks.again()));
    }
    print(`${intents.length} services, of the core, git itself not counted`);
    row(median(compiling), 'compiling them all, with the text of every file');
    row(median(looking), 'a look at everything, in which nothing has moved');
    row(
      await measured(() => looks.run()),
      'a look when nothing has moved since the last',
    );
    const [first] = intents;
    const { commit } = state;
    state = {
      ...state,
      intents: new Map(state.intents).set(first.metadata.name, { ...first }),
      version: '2',
    };
    row(
      await measured(() => looks.run()),
      `a look after the intent of one service has moved, at ${commit.slice(
        0,
        7,
      )}`,
    );
    print(JSON.stringify(await store.counts({})));
    print(
      `peak of memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    );
  } finally {
    await host.stop();
    await knex.destroy();
    await rm(directory, { recursive: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
