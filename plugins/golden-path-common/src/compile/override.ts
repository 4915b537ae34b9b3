import { applyPatch } from './patch';
import { isRecord } from '../json/pointer';
import type { Because, Finding, KubeObject } from '../model';
import type { IntentOverride } from '../schema/intent';
import type { Derived, EnvironmentContext } from './context';
import { didYouMean, nearestName } from '../words/nearest';
import { isExpired } from '../waivers/expiry';
import { nearestPath } from './nearestPath';

const TITLE = 'An override applies, and has not expired';

/**
 * Applies the escape hatches of the intent to what was derived for one environment, in their order. One that has
 * expired, or whose target or path is not there any more, is a finding: it never stops working in silence.
 */
export function applyOverrides(options: {
  ctx: EnvironmentContext;
  derived: Derived[];
  /** Moment of the compile in epoch milliseconds. */
  now: number;
}): { derived: Derived[]; findings: Finding[] } {
  const { ctx, now } = options;
  const findings: Finding[] = [];
  let { derived } = options;
  for (const [index, override] of (ctx.intent.spec.overrides ?? []).entries()) {
    const { environments } = override.target;
    if (environments && !environments.includes(ctx.environment.name)) {
      continue;
    }
    const at = `/spec/overrides/${index}`;
    const deny = (where: string, message: string, remedy: string) =>
      findings.push({
        policy: 'override',
        title: TITLE,
        severity: 'deny',
        message,
        at: `${at}${where}`,
        remedy,
        environments: [ctx.environment.name],
      });
    if (isExpired(override.expires, now)) {
      deny(
        '/expires',
        `The override of ${nameOf(override)} expired on ${override.expires}.`,
        'Remove the override, or have it approved again with a later date',
      );
      continue;
    }
    const targets = derived.filter(each => isTarget(override, each, ctx));
    if (targets.length === 0) {
      deny(
        '/target',
        `The override changes ${nameOf(override)}, and none is derived in ${
          ctx.environment.name
        }.${nearestTarget(override, derived)}`,
        `Remove the override, name one of ${kindsOf(
          derived,
        )}, or limit it with "environments" to where it applies`,
      );
      continue;
    }
    const patched = new Map<Derived, Derived>();
    for (const target of targets) {
      const result = patchTarget(target, override, at);
      if ('problem' in result) {
        deny(
          `/patch/${result.index}/path`,
          `The override of ${nameOf(override)} does not apply any more in ${
            ctx.environment.name
          }: ${result.problem}.`,
          'Correct the path, or remove the override if it is not needed any more',
        );
      } else {
        patched.set(target, result.derived);
      }
    }
    derived = derived.map(each => patched.get(each) ?? each);
  }
  return { derived, findings };
}

/** Overrides that name environments which the service is not in; they would wait for ever. */
export function strayOverrides(options: {
  overrides: IntentOverride[] | undefined;
  environments: string[];
}): Finding[] {
  const { overrides = [], environments } = options;
  return overrides.flatMap((override, index) =>
    (override.target.environments ?? [])
      .filter(name => !environments.includes(name))
      .map(
        (name): Finding => ({
          policy: 'override',
          title: TITLE,
          severity: 'deny',
          message: `The override of ${nameOf(
            override,
          )} is for ${name}, and the service is not in ${name}.${didYouMean(
            name,
            environments,
          )}`,
          at: `/spec/overrides/${index}/target/environments`,
          remedy: `Take ${name} out, or use ${environments.join(', ')}`,
        }),
      ),
  );
}

function nameOf({ target }: IntentOverride): string {
  return target.name ? `${target.kind}/${target.name}` : target.kind;
}

/**
 * `Deployment` names the workload whichever kind the rollout provider writes: swapping the provider changes no
 * intent, and a Rollout has its pod template at the same paths.
 */
function isTarget(
  { target }: IntentOverride,
  { object, place }: Derived,
  ctx: EnvironmentContext,
): boolean {
  const kind =
    target.kind === 'Deployment' && object.kind === ctx.rollout.carrier.kind
      ? object.kind
      : target.kind;
  return (
    place === 'service' &&
    object.kind === kind &&
    (target.name === undefined || target.name === object.metadata.name)
  );
}

/** What was most likely meant: the object of that kind whose name is nearest, or the kind that is. */
function nearestTarget({ target }: IntentOverride, derived: Derived[]): string {
  const own = derived
    .filter(({ place }) => place === 'service')
    .map(({ object }) => object);
  const names = own
    .filter(({ kind }) => kind === target.kind)
    .map(({ metadata }) => metadata.name);
  if (target.name !== undefined && names.length > 0) {
    const nearest = nearestName(target.name, names) ?? names[0];
    return ` The nearest is ${target.kind}/${nearest}.`;
  }
  const kind = nearestName(
    target.kind,
    own.map(each => each.kind),
  );
  return kind === undefined ? '' : ` The nearest is ${kind}.`;
}

function kindsOf(derived: Derived[]): string {
  const kinds = derived
    .filter(({ place }) => place === 'service')
    .map(({ object }) => object.kind);
  return [...new Set(kinds)].sort().join(', ');
}

/** Fields that make the object what it is: the folder, the selectors and the audit rely on them. */
const FIXED = /^\/(apiVersion|kind|status|metadata\/(name|namespace))(\/|$)/;

function patchTarget(
  target: Derived,
  override: IntentOverride,
  at: string,
): { derived: Derived } | { problem: string; index: number } {
  let object: unknown = target.object;
  const reasons: Because[] = [];
  for (const [index, operation] of override.patch.entries()) {
    if (FIXED.test(operation.path)) {
      return { problem: `${operation.path} cannot be overridden`, index };
    }
    const result = applyPatch(object, operation);
    if (!result.ok) {
      return {
        problem: `${result.problem}${nearestPath(object, operation.path)}`,
        index,
      };
    }
    object = result.value;
    reasons.push({
      at: result.at,
      from: `intent:${at}/patch/${index}`,
      why: `Override: ${override.reason} (approved by ${override.approvedBy}, until ${override.expires}).`,
    });
  }
  return isKubeObject(object)
    ? {
        derived: {
          ...target,
          object,
          because: [...target.because, ...reasons],
        },
      }
    : { problem: 'it leaves no Kubernetes object behind', index: 0 };
}

function isKubeObject(value: unknown): value is KubeObject {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}
