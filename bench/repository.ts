import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LocalGitHost } from '@fairway/connectors';
import { compilableIntents, generateEstate } from '@fairway/demo-estate';
import {
  buildFleet,
  compile,
  renderFiles,
  type ServiceIntent,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import Knex from 'knex';
import type { FleetState } from '../plugins/golden-path-backend/src/services/desiredState';
import { NOW, shippedContract } from './estate';
import { print } from './measure';

/** Says what goes wrong, and nothing else. */
export const quiet = {
  child: () => quiet,
  debug: () => {},
  info: () => {},
  warn: (...said: unknown[]) => print(String(said)),
  error: (...said: unknown[]) => print(String(said)),
};

/** The demo estate in a repository and a database of its own. */
export interface BenchRepository {
  host: LocalGitHost;
  database: { getClient(): Promise<ReturnType<typeof Knex>> };
  intents: ServiceIntent[];
  resources: SharedResource[];
  /** How many files Git holds. */
  files: number;
  /** What the head of the repository says, under the contract that everything was derived under. */
  state: FleetState;
}

/** Derives so many services of the demo estate into a repository, which is gone when the work has ended. */
export async function withRepository(
  services: number,
  work: (repository: BenchRepository) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'fairway-bench-'));
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
    const estate = generateEstate({ services });
    const intents = compilableIntents(estate);
    const { resources } = estate;
    const fleet = buildFleet({ intents, resources, contract });
    const written = new Set<string>();
    await host.seed({
      id: 'bench',
      message: 'Seed',
      files: (async function* seed() {
        for (const intent of intents) {
          const result = compile({ intent, contract, fleet, now: NOW });
          for (const file of renderFiles(result)) {
            if (!written.has(file.path)) {
              written.add(file.path);
              yield file;
            }
          }
        }
      })(),
    });
    await work({
      host,
      database,
      intents,
      resources,
      files: written.size,
      state: {
        commit: await host.headCommit(),
        intents: new Map(intents.map(intent => [intent.metadata.name, intent])),
        unreadable: new Map(),
        lastReadable: new Map(),
        resources: new Map(),
        contract,
        fingerprint: 'shipped',
        fleet,
        version: '1',
      },
    });
  } finally {
    await host.stop();
    await knex.destroy();
    await rm(directory, { recursive: true });
  }
}
