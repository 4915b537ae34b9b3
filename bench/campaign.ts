import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  buildFleet,
  CAMPAIGN_DEFAULTS,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { Planner } from '../plugins/golden-path-backend/src/campaigns/Planner';
import type { FleetState } from '../plugins/golden-path-backend/src/services/desiredState';
import { CampaignStore } from '../plugins/golden-path-backend/src/store/CampaignStore';
import { NOW } from './estate';
import { print, row } from './measure';
import { withRepository, type BenchRepository } from './repository';

/** Plans a campaign of a new version of the contract over the demo estate, as Git holds it under the one before. */
const SERVICES = Number(process.env.BENCH_SERVICES ?? 400);
const RUNS = SERVICES > 1_000 ? 1 : 3;

/** The contract with more time to drain, in another version. */
function nextContract(contract: PlatformContract): PlatformContract {
  const next = structuredClone(contract);
  next.metadata.version = '1.1.0';
  for (const tier of Object.values(next.tiers)) {
    tier.terminationGracePeriod = '75s';
  }
  return next;
}

async function planned(repository: BenchRepository): Promise<void> {
  const { database, host, intents, resources, files } = repository;
  const before = repository.state.contract;
  const contract = nextContract(before);
  const state: FleetState = {
    ...repository.state,
    contract,
    fingerprint: 'next',
    fleet: buildFleet({ intents, resources, contract }),
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
    logger: {
      error: message => {
        throw new Error(message);
      },
    },
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
    const plan = await planner.run(campaign);
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    delay.disable();
    const { impact } = await store.findings(campaign.id);
    row(
      ms,
      `planned: ${impact?.changed} services change in ${
        plan?.waveTitles.length
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
}

withRepository(SERVICES, planned).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
