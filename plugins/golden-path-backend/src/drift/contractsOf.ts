import type { GitHost } from '@fairway/connectors';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import { contractVersionOf } from '../services/catalogDocuments';
import type { ContractHistory } from '../services/ContractHistory';
import type { FleetState } from '../services/desiredState';
import { catalogPath } from '../services/layout';
import type { DriftRecord } from '../store/driftRows';

/** Contracts of one version that are tried. */
const SAME_VERSION = 3;

/** Contracts that the files of a service were derived under, as its catalog entry names them. */
export async function contractsOf(options: {
  name: string;
  /** Ids of what lies in Git, by path. */
  found: ReadonlyMap<string, string>;
  /** Ids of what is derived now, by path. */
  derived: ReadonlyMap<string, string>;
  before?: DriftRecord;
  contractHistory: Pick<ContractHistory, 'allAt'>;
  host: Pick<GitHost, 'readFiles'>;
  state: Pick<FleetState, 'commit' | 'contract'>;
}): Promise<{
  contractVersion: string;
  contracts: PlatformContract[];
  /** Whether any is kept, or it is that of now. */
  isKnown: boolean;
}> {
  const { name, found, derived, before } = options;
  const { contractHistory, host, state } = options;
  const path = catalogPath(name);
  const current = state.contract.metadata.version;
  let version = current;
  if (found.get(path) !== derived.get(path)) {
    const texts = await host.readFiles({ commit: state.commit, paths: [path] });
    const named = contractVersionOf(texts.get(path));
    version = named === 'unknown' ? before?.contractVersion ?? current : named;
  }
  const kept = await contractHistory.allAt(version, { limit: SAME_VERSION });
  return {
    contractVersion: version,
    contracts: version === current ? kept.slice(1) : kept,
    isKnown: version === current || kept.length > 0,
  };
}
