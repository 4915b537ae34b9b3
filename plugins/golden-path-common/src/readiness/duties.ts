import { mainContainerOf } from '../settings';
import { isRecord, valueAt } from '../json/pointer';
import type { DerivedObject, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';

/** Something that the tier or the exposure of a service asks for. */
export interface Duty {
  id: string;
  title: string;
  why: string;
  remedy: string;
  /** JSON pointer into the intent that has to be stated; without it the intent alone cannot tell. */
  requires?: string;
  /** Whether the intent states it; `undefined` when it cannot be told. */
  met: boolean | undefined;
}

/** What the service owes for its tier, as far as it makes sense for its type of work. */
export function tierDuties(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): Duty[] {
  const { intent, contract } = options;
  const { tier, workloadType } = intent.spec;
  const { features } = contract.workloadTypes[workloadType];
  return contract.tiers[tier].duties
    .filter(({ feature }) => feature === undefined || features[feature])
    .map(({ feature: _, ...duty }) => ({
      ...duty,
      requires: duty.requires && resolved(intent, duty.requires),
      met: duty.requires ? states(intent, duty.requires) : undefined,
    }));
}

/** What a public service owes; nothing for the others. */
export function exposureDuties(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  objects?: readonly DerivedObject[];
}): Duty[] {
  const { intent, contract, objects } = options;
  if (intent.spec.exposure !== 'public') {
    return [];
  }
  return contract.exposurePolicy.required.map(({ derived, ...duty }) => ({
    ...duty,
    requires: duty.requires && resolved(intent, duty.requires),
    remedy: duty.requires
      ? `State ${duty.requires} in the intent`
      : `Show it in the readiness review`,
    met: duty.requires
      ? states(intent, duty.requires)
      : everywhere(objects, derived),
  }));
}

/** Whether each environment has an object of the kind; where none has one, only the running service can show it. */
function everywhere(
  objects: readonly DerivedObject[] = [],
  kind: string | undefined,
): true | undefined {
  const environments = new Set(objects.map(({ env }) => env));
  const having = new Set(
    objects.filter(({ object }) => object.kind === kind).map(({ env }) => env),
  );
  return having.size > 0 && having.size === environments.size
    ? true
    : undefined;
}

const HEALTH = '/spec/containers/app/health';

/** Whether the intent says something there: an empty list or mapping says nothing. */
function states(intent: ServiceIntent, pointer: string): boolean {
  if (pointer === HEALTH && statesHealth(intent)) {
    return true;
  }
  const value = valueAt(intent, resolved(intent, pointer));
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return isRecord(value) ? Object.keys(value).length > 0 : value !== undefined;
}

/** Whether the container that serves says when it is ready: at a path, or by the health service that gRPC has. */
export function statesHealth(intent: ServiceIntent): boolean {
  const main = intent.spec.containers[mainContainerOf(intent)];
  return main?.health !== undefined || main?.protocol === 'grpc';
}

/** The contract writes `app` for the container that serves, whatever the team calls it. */
function resolved(intent: ServiceIntent, pointer: string): string {
  const main = mainContainerOf(intent);
  return main === 'app'
    ? pointer
    : pointer.replace(
        /^\/spec\/containers\/app(?=\/|$)/,
        `/spec/containers/${main}`,
      );
}
