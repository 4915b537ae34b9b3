import {
  buildFleet,
  withDirectory,
  type Fleet,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { readCatalog, type Catalog } from './catalog';
import { gatherDocuments, type Documents, type Gathered } from './intents';

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

/** What lies around the services of a command line, as it was read. */
export interface Around {
  others: Gathered;
  catalog?: Catalog;
}

/** Where it lies. */
interface Places {
  /** Folder of the other intents. */
  folder?: string;
  /** Entity file of a catalog, or a folder of them; when left out, nothing is held against it. */
  catalog?: string;
}

/** Reads what lies around; once for a command, however many contracts or sides it is held against. */
export async function readAround(places: Places): Promise<Around> {
  const { folder } = places;
  const others = await gatherDocuments(folder === undefined ? [] : [folder]);
  const catalog = await readCatalog(places.catalog);
  return { others, ...(catalog && { catalog }) };
}

/**
 * Everyone who counts for agreements and quota: the services of `--fleet`, and those of the command line in place
 * of their older selves; and the catalog that owners and systems are held against.
 */
export async function surroundings(
  options: Places & { documents: Documents; contract: PlatformContract },
): Promise<Surroundings> {
  return surroundingsIn({ ...options, around: await readAround(options) });
}

/** The same of what was read before. */
export function surroundingsIn(options: {
  around: Around;
  documents: Documents;
  contract: PlatformContract;
}): Surroundings {
  const { documents, contract } = options;
  const { others, catalog } = options.around;
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
