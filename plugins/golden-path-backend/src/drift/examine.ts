import {
  compile,
  countKinds,
  driftingFiles,
  driftStateOf,
  endedOverrides,
  endedWaivers,
  pastFrom,
  renderFiles,
  seenNow,
  type CompileResult,
  type FileIds,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { FleetState } from '../services/desiredState';
import type { DriftDetails, DriftRecord } from '../store/driftRows';
import { blobId } from './blobs';

/** A merged service, and what is known of it. */
export interface Examined {
  intent: ServiceIntent;
  state: FleetState;
  /** Epoch milliseconds. */
  now: number;
  /** What it derives now. */
  result: CompileResult;
  derived: FileIds;
  /** What lies in Git of what it answers for. */
  found: FileIds;
  /** Of the contract that its files name; missing when they do not say. */
  contractVersion?: string;
  /** Contracts of that version, without the one in force. */
  contracts: PlatformContract[];
  /** Whether that version is kept, or in force. */
  isKnown: boolean;
  /** What the look before found. */
  before?: { details: DriftDetails };
}

/** How a merged service stands. */
export function examine(
  options: Examined,
): Pick<
  DriftRecord,
  'state' | 'files' | 'expired' | 'denied' | 'contractVersion'
> & { details: DriftDetails } {
  const { state, now, result, derived, found, before } = options;
  const seen = before?.details.seen.length
    ? new Map(before.details.seen)
    : undefined;
  let derivations: FileIds[] | undefined;
  const drifting = driftingFiles({
    found,
    derived,
    past: {
      derivations: () => {
        derivations ??= earlierDerivations(options);
        return derivations;
      },
      seen,
      isKnown: options.isKnown,
    },
  });
  const files = countKinds(drifting);
  const expired = endedWaivers({
    result,
    exceptions: state.contract.exceptions,
    now,
  }).length;
  const denied = result.findings.filter(
    ({ severity }) => severity === 'deny',
  ).length;
  return {
    state: driftStateOf({ files, expired, denied }),
    files,
    expired,
    denied,
    contractVersion: options.contractVersion,
    details: {
      files: drifting,
      seen: [...seenNow({ found, derived, drifting, seen })],
    },
  };
}

/** What the service was derived as: under the contract that its files name, and while its overrides held. */
function earlierDerivations(options: Examined): FileIds[] {
  const { intent, state, now, derived, contracts } = options;
  const ended = endedOverrides(intent, now).map(
    ({ expires }) => pastFrom(expires) - 1000,
  );
  const idsUnder = (contract: PlatformContract, moment: number) =>
    idsOf(
      compile({
        intent,
        contract,
        fleet: state.fleet,
        now: new Date(moment).toISOString(),
      }),
      { like: state.commit },
    );
  return [
    ...(contracts.length === 0 ? [derived] : []),
    ...ended.map(moment => idsUnder(state.contract, moment)),
    ...contracts.flatMap(contract =>
      [now, ...ended].map(moment => idsUnder(contract, moment)),
    ),
  ];
}

/** Ids of all that a service derives, by path. */
export function idsOf(
  result: CompileResult,
  options: { like: string; without?(path: string): boolean },
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { path, text } of renderFiles(result)) {
    if (!options.without?.(path)) {
      ids.set(path, blobId(text, options));
    }
  }
  return ids;
}
