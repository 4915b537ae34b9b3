import {
  buildFleet,
  withDirectory,
  type Fleet,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { readCatalog } from './catalog';
import { readDocuments, type Documents } from './intents';

/** The services around those of a command line. */
export interface Surroundings {
  fleet: Fleet;
  /** What `--fleet` says of each service today. */
  today: Map<string, ServiceIntent>;
}

/**
 * Everyone who counts for agreements and quota: the services of `--fleet`, and those of the command line in place
 * of their older selves.
 */
export async function surroundings(options: {
  documents: Documents;
  contract: PlatformContract;
  folder?: string;
  /** Entity file of a catalog, or a folder of them. */
  catalog?: string;
}): Promise<Surroundings> {
  const { documents, contract, folder } = options;
  const others: Documents =
    folder === undefined
      ? { intents: [], resources: [] }
      : await readDocuments([folder]);
  const fleet = buildFleet({
    contract,
    intents: [...others.intents, ...documents.intents].map(
      ({ intent }) => intent,
    ),
    resources: [...others.resources, ...documents.resources],
  });
  return {
    fleet: withDirectory(fleet, await readCatalog(options.catalog)),
    today: new Map(
      others.intents.map(({ intent }) => [intent.metadata.name, intent]),
    ),
  };
}
