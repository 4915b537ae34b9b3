import { isExpired, lastSecondOf } from './expiry';
import type { PolicyException } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import type { ExpiryStanding } from './standing';

/** What sets a rule aside for one service until it ends: an exception of the contract or an override of the intent. @public */
export interface Waiver {
  kind: 'exception' | 'override';
  /** Of an exception its id; of an override its place, such as `payments-api/overrides/0`. */
  id: string;
  service: string;
  /** The policy that is set aside, or the object that is changed. */
  subject: string;
  environments: string[];
  reason: string;
  /** Ref of the group that agreed. */
  approvedBy: string;
  ticket?: string;
  /** A day in UTC, until its last second, or a moment. */
  expires: string;
}

/** A waiver, and how it stands now. @public */
export interface StandingWaiver extends Waiver, ExpiryStanding {}

/** Overrides of an intent, in their order, whether they have expired or not. @public */
export function overridesOf({ metadata, spec }: ServiceIntent): Waiver[] {
  return (spec.overrides ?? []).map(
    ({ target, reason, approvedBy, expires }, index) => ({
      kind: 'override',
      id: `${metadata.name}/overrides/${index}`,
      service: metadata.name,
      subject: target.name ? `${target.kind}/${target.name}` : target.kind,
      environments:
        target.environments ?? spec.environments.map(environmentName),
      reason,
      approvedBy,
      expires,
    }),
  );
}

/** An exception of the contract. @public */
export function exceptionWaiver(exception: PolicyException): Waiver {
  const { policy, ...rest } = exception;
  return { kind: 'exception', subject: policy, ...rest };
}

/** As much of a finding as says which exception lets it pass, and where; it lies above this room. */
interface ExcusedFinding {
  exception?: { id: string };
  /** Environments it holds in; all of them when left out. */
  environments?: string[];
}

/**
 * What a compiled service has in use, the next to end first: exceptions that let a finding pass, in the
 * environments where they do, and overrides that have not expired.
 *
 * @param options - `now`: epoch milliseconds.
 */
export function waiversInUse(options: {
  intent: ServiceIntent;
  exceptions: readonly PolicyException[];
  findings: readonly ExcusedFinding[];
  now: number;
}): Waiver[] {
  const { intent, exceptions, findings, now } = options;
  const passed = exceptions.flatMap(exception => {
    const by = findings.filter(
      finding => finding.exception?.id === exception.id,
    );
    return by.length === 0
      ? []
      : [
          {
            ...exceptionWaiver(exception),
            environments: exception.environments.filter(name =>
              by.some(({ environments = [name] }) =>
                environments.includes(name),
              ),
            ),
          },
        ];
  });
  const changed = overridesOf(intent).filter(
    ({ expires }) => !isExpired(expires, now),
  );
  return byExpiry([...passed, ...changed]);
}

function environmentName(
  environment: ServiceIntent['spec']['environments'][number],
): string {
  return typeof environment === 'string' ? environment : environment.name;
}

/** The next to end first. @public */
export function byExpiry<T extends Waiver>(waivers: readonly T[]): T[] {
  return [...waivers].sort(
    (a, b) =>
      lastSecondOf(a.expires).localeCompare(lastSecondOf(b.expires), 'en') ||
      a.id.localeCompare(b.id, 'en'),
  );
}
