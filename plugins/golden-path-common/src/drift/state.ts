import type { CompileResult } from '../model';
import type { PolicyException } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import { isExpired } from '../waivers/expiry';
import {
  byExpiry,
  exceptionWaiver,
  overridesOf,
  type Waiver,
} from '../waivers/waivers';
import type { DriftKind, DriftState } from './api';

/** How many files there are of each kind. @public */
export function countKinds(
  files: readonly { kind: DriftKind }[],
): Record<DriftKind, number> {
  const counts = { edited: 0, missing: 0, foreign: 0, behind: 0 };
  for (const { kind } of files) {
    counts[kind] += 1;
  }
  return counts;
}

/** The worst that is to be said of a service whose intent can be read. @public */
export function driftStateOf(options: {
  files: Record<DriftKind, number>;
  expired: number;
  denied: number;
}): Exclude<DriftState, 'unreadable'> {
  const { files, expired, denied } = options;
  if (files.edited + files.missing + files.foreign > 0) {
    return 'edited';
  }
  if (expired > 0) {
    return 'expired';
  }
  if (denied > 0) {
    return 'denied';
  }
  return files.behind > 0 ? 'behind' : 'none';
}

/**
 * What has ended that a service still rests on: overrides that stand in its intent, and exceptions whose policy finds
 * something in one of their environments. The first to have ended comes first.
 *
 * @param options - `result`: compiled at `now`, epoch milliseconds.
 * @public
 */
export function endedWaivers(options: {
  result: Pick<CompileResult, 'intent' | 'findings'>;
  exceptions: readonly PolicyException[];
  now: number;
}): Waiver[] {
  const { result, exceptions, now } = options;
  const { intent, findings } = result;
  const rested = exceptions
    .filter(
      ({ service, policy, environments, expires }) =>
        service === intent.metadata.name &&
        isExpired(expires, now) &&
        findings.some(
          finding =>
            finding.policy === policy &&
            !finding.exception &&
            (finding.environments ?? environments).some(name =>
              environments.includes(name),
            ),
        ),
    )
    .map(exceptionWaiver);
  return byExpiry([...rested, ...endedOverrides(intent, now)]);
}

/** Overrides of an intent that have ended at `now`, epoch milliseconds. @public */
export function endedOverrides(intent: ServiceIntent, now: number): Waiver[] {
  return overridesOf(intent).filter(({ expires }) => isExpired(expires, now));
}
