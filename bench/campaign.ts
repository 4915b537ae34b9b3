import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { LocalGitHost } from '@fairway/connectors';
import { compilableIntents, generateEstate } from '@fairway/demo-estate';
import {
  buildFleet,
  CAMPAIGN_DEFAULTS,
  compile,
  renderFiles,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import Knex from 'knex';
import { Planner } from '../plugins/golden-path-backend/src/campaigns/Planner';
import type { FleetState } from '../plugins/golden-path-backend/src/services/desiredState';
import { CampaignStore } from '../plugins/golden-path-backend/src/store/CampaignStore';
import { NOW, shippedContract } from './estate';
import { print, row } from './measure';

/** Plans a campaign of a new version of the contract over the demo estate, as Git holds it under the one before. */
const SERVICES = Number(process.env.BENCH_SERVICES ?? 400);
const RUNS = SERVICES > 1_000 ? 1 : 3;

const quiet = {
  child: () => quiet,
  debug: () => {},
  info: () => {},
  warn: (...said: unknown[]) => print(String(said)),
  error: (...said: unknown[]) => print(String(said)),
};

/** The contract with more time to drain, in another version. */
function nextContract(contract: PlatformContract): PlatformContract {
  const next = structuredClone(contract);
  next.metadata.version = '1.1.0';
  for (const tier of Object.values(next.tiers)) {
    tier.terminationGracePeriod = '75s';
  }
  return next;
}

async function main(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-campaign-'));
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
    const before = shippedContract();
    const estate = generateEstate({ services: SERVICES });
    const intents = compilableIntents(estate);
    const { resources } = estate;
    const fleet = buildFleet({ intents, resources, contract: before });
    let files = 0;
    await host.seed({
      id: 'bench',
      message: 'Seed',
      files: (async function* seed() {
        const written = new Set<string>();
        for (const intent of intents) {
          const result = compile({ intent, contract: before, fleet, now: NOW });
          for (const file of renderFiles(result)) {
            if (!written.has(file.path)) {
              written.add(file.path);
              files += 1;
              yield file;
            }
          }
        }
      })(),
    });
    const contract = nextContract(before);
    const state: FleetState = {
      commit: await host.headCommit(),
      intents: new Map(intents.map(intent => [intent.metadata.name, intent])),
      unreadable: new Map(),
      resources: new Map(),
      contract,
      fingerprint: 'next',
      fleet: buildFleet({ intents, resources, contract }),
      version: '1',
    };
    const store = await CampaignStore.create({ database });
    const planner = Planner.create({
      clock: { now: () => Date.parse(NOW) },
      contract: {
        current: async () => ({ contract, files: {}, fingerprint: 'next' }),
      },
      desiredState: { fleet: async () => state },
      drafts: {
        get: async () => {
          throw new Error('there are no drafts');
        },
      },
      history: {
        at: async version =>
          version === before.metadata.version ? before : undefined,
      },
      host,
      store,
      moved: () => {},
      requireUp: () => {},
    });
    print(`${intents.length} services, ${files} files in Git`);
    for (let run = 1; run <= RUNS; run += 1) {
      const campaign = {
        id: `bench-${run}`,
        title: 'More time to drain',
        state: 'planning' as const,
        change: { type: 'contract' as const },
        scope: {},
        settings: CAMPAIGN_DEFAULTS,
        contractVersion: contract.metadata.version,
        contractDigest: '',
        createdBy: 'user:default/bench',
        createdAt: NOW,
        waveTitles: [],
        fromVersions: {},
        revision: 1,
      };
      await store.add(campaign);
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const cpu = process.cpuUsage();
      const began = performance.now();
      const planned = await planner.run(campaign);
      const ms = performance.now() - began;
      const { user, system } = process.cpuUsage(cpu);
      delay.disable();
      const { impact } = await store.findings(campaign.id);
      row(
        ms,
        `planned: ${impact?.changed} services change in ${
          planned?.waveTitles.length
        } waves; of the core ${((user + system) / 1000).toFixed(
          0,
        )} ms; others waited ${(delay.percentile(99) / 1e6).toFixed(
          0,
        )} ms (99 of 100), ${(delay.max / 1e6).toFixed(0)} ms at most`,
      );
    }
    const began = performance.now();
    const page = await store.services('bench-1', {
      kind: 'termination grace period seconds 30 → 75',
      search: 'a',
      limit: 25,
      offset: 100,
    });
    row(
      performance.now() - began,
      `a page of ${page.items.length} of ${page.total} services by kind and name`,
    );
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
