import type { Because, Fleet, KubeObject, NotDerived } from '../model';
import type { PlatformContract } from '../model';
import type { ContractCluster } from '../schema/contract';

/**
 * Folders of what the platform itself puts into each cluster, in the order in which a cluster needs them: the kinds
 * that templates bring are there before anything of these kinds.
 */
export const PLATFORM_FOLDERS = [
  'classes',
  'policy-templates',
  'policies',
] as const;

/** @public */
export type PlatformFolder = (typeof PLATFORM_FOLDERS)[number];

/** Folders whose objects are of kinds that another folder brings. */
export const FOLDER_NEEDS: Partial<Record<PlatformFolder, PlatformFolder>> = {
  policies: 'policy-templates',
};

/** What everything that a cluster gets from the platform is derived from. */
export interface PlatformContext {
  contract: PlatformContract;
  cluster: ContractCluster;
  /** Where the services that exceptions name live; without it no exception reaches a cluster. */
  fleet?: Fleet;
  /** Epoch milliseconds by which exceptions count. */
  now: number;
  /** Tells what the chosen product cannot do, so that nothing is missing in silence. */
  leaveOut(entry: NotDerived): void;
}

/** An object of the platform before it is placed into the folder of a cluster. */
export interface PlatformDerived {
  object: KubeObject;
  because: Because[];
  folder: PlatformFolder;
}

/** One folder of one cluster that has to be brought there. */
export interface PlatformDelivery {
  contract: PlatformContract;
  cluster: string;
  /** Name of the folder, and its path in the GitOps repository. */
  folder: PlatformFolder;
  path: string;
  /** The folder that has to be there before; none for the first. */
  after?: PlatformFolder;
}
