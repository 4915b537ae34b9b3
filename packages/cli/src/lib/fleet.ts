import {
  buildFleet,
  withDirectory,
  type Fleet,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { readCatalog } from './catalog';
import { gatherDocuments, type Documents } from './intents';

/** The services and the catalog around the services of a command line. */
export interface Surroundings {
  fleet: Fleet;
  /** What `--fleet` says of each service today. */
  today: Map<string, ServiceIntent>;
  /** Lines about the files around that cannot be read; the others count. */
  problems: string[];
  /** What is not known for that reason alone. */
  unread: Unread;
}

/** What cannot be read, with the file to mend. */
export interface Unread {
  /** By what seems to be the name of the service. */
  services: ReadonlyMap<string, string>;
  /** The first file of the catalog with a problem. */
  catalog?: string;
}

/**
 * Everyone who counts for agreements and quota: the services of `--fleet`, and those of the command line in place
 * of their older selves; and the catalog that owners and systems are held against.
 */
export async function surroundings(options: {
  documents: Documents;
  contract: PlatformContract;
  /** Folder of the other intents. */
  folder?: string;
  /** Entity file of a catalog, or a folder of them; when left out, nothing is held against it. */
  catalog?: string;
}): Promise<Surroundings> {
  const { documents, contract, folder } = options;
  const others = await gatherDocuments(folder === undefined ? [] : [folder]);
  const catalog = await readCatalog(options.catalog);
  return {
    fleet: withDirectory(
      buildFleet({
        contract,
        intents: [...others.documents.intents, ...documents.intents].map(
          ({ intent }) => intent,
        ),
        resources: [...others.documents.resources, ...documents.resources],
      }),
      catalog?.directory,
    ),
    today: new Map(
      others.documents.intents.map(({ intent }) => [
        intent.metadata.name,
        intent,
      ]),
    ),
    problems: [...others.problems, ...(catalog?.problems ?? [])],
    unread: {
      services: others.unread,
      ...(catalog?.unread !== undefined && { catalog: catalog.unread }),
    },
  };
}
