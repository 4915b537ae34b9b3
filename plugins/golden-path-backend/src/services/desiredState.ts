import type {
  Fleet,
  PlatformContract,
  ServiceIntent,
  SharedResource,
} from '@fairway/plugin-golden-path-common';

/** The intents and resources of one commit. */
export interface DesiredState {
  commit: string;
  intents: ReadonlyMap<string, ServiceIntent>;
  /** What is wrong with intents that are there and cannot be read, by service, a line for each problem. */
  unreadable: ReadonlyMap<string, readonly string[]>;
  /**
   * What intents that cannot be read now said when they last could: their services run on, and nobody else may derive
   * as if they were gone. Not among `intents`: nothing is proposed on the word of an old one.
   */
  lastReadable: ReadonlyMap<string, ServiceIntent>;
  resources: ReadonlyMap<string, SharedResource>;
}

/** All that a compile needs, of one moment: nothing in it is newer than the rest. */
export interface FleetState extends DesiredState {
  contract: PlatformContract;
  /** Changes whenever the files of the contract do. */
  fingerprint: string;
  fleet: Fleet;
  /** Changes when commit, contract or the names of the catalog do. */
  version: string;
}
