import {
  buildFleet,
  withDirectory,
  type Fleet,
  type FleetDirectory,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { readCatalog } from './catalog';
import { unusable } from './failure';
import { gatherDocuments, type Documents, type Gathered } from './intents';

/** The services around those of a command line. */
export interface Surroundings {
  fleet: Fleet;
  /** What `--fleet` says of each service today. */
  today: Map<string, ServiceIntent>;
}

/**
 * Everyone who counts for agreements and quota: the services of `--fleet`, and those of the command line in place
 * of their older selves. A fleet of which a part cannot be read ends the command.
 */
export async function surroundings(options: {
  documents: Documents;
  contract: PlatformContract;
  folder?: string;
  /** Entity file of a catalog, or a folder of them. */
  catalog?: string;
}): Promise<Surroundings> {
  const others = await readFleet(options.folder);
  if (others.problems.length > 0) {
    throw unusable(...others.problems);
  }
  return surroundingsOf({
    ...options,
    others: others.documents,
    directory: await readCatalog(options.catalog),
  });
}

/** What the folder of the other intents holds; nothing without one. */
export async function readFleet(folder: string | undefined): Promise<Gathered> {
  return gatherDocuments(folder === undefined ? [] : [folder]);
}

/** As {@link surroundings}, with the other intents read already. */
export function surroundingsOf(options: {
  documents: Documents;
  others: Documents;
  contract: PlatformContract;
  /** Groups and systems of a catalog; when left out, nothing is held against them. */
  directory?: FleetDirectory;
}): Surroundings {
  const { documents, others, contract, directory } = options;
  const fleet = buildFleet({
    contract,
    intents: [...others.intents, ...documents.intents].map(
      ({ intent }) => intent,
    ),
    resources: [...others.resources, ...documents.resources],
  });
  return {
    fleet: withDirectory(fleet, directory),
    today: new Map(
      others.intents.map(({ intent }) => [intent.metadata.name, intent]),
    ),
  };
}
