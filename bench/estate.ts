import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compilableIntents, generateEstate } from '@fairway/demo-estate';
import {
  buildFleet,
  loadContract,
  type Fleet,
  type PlatformContract,
  type ServiceIntent,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';

/** What the house promises: this many services in four environments, in under two seconds. */
export const SERVICES = 450;
export const NOW = '2026-11-21T12:00:00Z';

/** The contract in `platform/`. */
export function shippedContract(): PlatformContract {
  const root = path.resolve(__dirname, '../platform');
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (entry.isFile() && entry.name.endsWith('.yaml')) {
      const file = path.join(entry.parentPath, entry.name);
      files[path.relative(root, file).split(path.sep).join('/')] = readFileSync(
        file,
        'utf8',
      );
    }
  }
  const parsed = loadContract({ files });
  if (!parsed.ok) {
    throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  }
  return parsed.value;
}

/** A demo estate of that size, each of its services in every environment of the contract. */
export function estateOf(options: {
  contract: PlatformContract;
  services: number;
}): Bench['estate'] {
  const generated = generateEstate({ services: options.services });
  const environments = options.contract.environments.map(({ name }) => name);
  const intents = compilableIntents(generated).map(intent => ({
    ...intent,
    spec: { ...intent.spec, environments },
  }));
  return { intents, resources: generated.resources };
}

/** What is measured. */
export interface Bench {
  contract: PlatformContract;
  /** Everyone: those that are compiled depend on others. */
  estate: { intents: ServiceIntent[]; resources: SharedResource[] };
  /** Those that are compiled. */
  intents: ServiceIntent[];
  fleet: Fleet;
}

/** The shipped contract, and the services of the demo estate that are measured with it. */
export function benchEstate(): Bench {
  const contract = shippedContract();
  const estate = estateOf({ contract, services: 1000 });
  if (estate.intents.length < SERVICES) {
    throw new Error(
      `the estate has ${estate.intents.length} services to compile`,
    );
  }
  const fleet = buildFleet({ ...estate, contract });
  return {
    contract,
    estate,
    fleet,
    intents: estate.intents.slice(0, SERVICES),
  };
}
