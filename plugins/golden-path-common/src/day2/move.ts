import { namespaceOf, resolveSettings } from '../settings';
import { ownPart, type ServiceIntent } from '../schema/intent';
import { listOf } from '../words/phrases';
import { callersOf } from './dependents';
import type { FlowGround, FlowPlan } from './flowPlan';
import { parsed } from './lines';
import { mentionWarnings } from './mentions';
import { ownersWith } from './owners';
import { runsAgainWarning } from './runsAgain';

/** Another team answers for the service, and perhaps another system holds it. */
export function planMove(
  ground: FlowGround,
  to: { owner: string; system?: string },
): FlowPlan {
  const { service, intents } = ground;
  const { name, owner } = service.metadata;
  const after = moved(service, to);
  const spaces = namespacesOf(ground, after);
  const system =
    after.metadata.system === service.metadata.system
      ? ''
      : `, system ${after.metadata.system}`;
  return {
    title: `Move ${name} to ${to.owner}${system}`,
    main: { before: service, after },
    others: [],
    owners: ownersWith([
      { owner, why: `${owner} hands ${name} over.` },
      { owner: to.owner, why: `${to.owner} takes ${name} over.` },
    ]),
    warnings: [
      ...(spaces.length > 0
        ? [
            `Delivery makes ${name} anew in ${listOf(
              spaces.map(each => each.to),
            )} and takes it away where it was: calls fail in between. Do it while few call.`,
          ]
        : []),
      ...(spaces.length > 0 ? runsAgainWarning(service) : []),
      ...operationsWarning(service, after),
      ...spaces.flatMap(each =>
        mentionWarnings({
          intents: [service, ...callersOf(name, intents)],
          word: each.from,
          remedy: `${name} is in ${each.to} then`,
        }),
      ),
    ],
    blocked: blockedOf(service, after, spaces),
  };
}

/** What the former owner answered for outside goes along. */
function moved(
  intent: ServiceIntent,
  to: { owner: string; system?: string },
): ServiceIntent {
  const { metadata, spec } = intent;
  return parsed({
    ...intent,
    metadata: {
      ...metadata,
      owner: to.owner,
      system: to.system ?? metadata.system,
    },
    spec: {
      ...spec,
      ...(spec.dependencies && {
        dependencies: spec.dependencies.map(dependency =>
          'external' in dependency && dependency.owner === metadata.owner
            ? { ...dependency, owner: to.owner }
            : dependency,
        ),
      }),
    },
  });
}

/** Namespaces that change, one for each environment. */
function namespacesOf(
  { service, contract }: FlowGround,
  after: ServiceIntent,
): { from: string; to: string }[] {
  return resolveSettings({ intent: service, contract })
    .map(({ environment, namespace }) => ({
      from: namespace,
      to: namespaceOf({ intent: after, contract, environment }),
    }))
    .filter(({ from, to }) => from !== to);
}

function operationsWarning(
  before: ServiceIntent,
  after: ServiceIntent,
): string[] {
  const { channel, escalation } = before.spec.operations ?? {};
  const stated = [channel, escalation].filter(each => each !== undefined);
  return stated.length > 0 && before.metadata.owner !== after.metadata.owner
    ? [
        `Alerts go on to ${listOf(
          stated,
        )}: change the service afterwards if others are on call from now on.`,
      ]
    : [];
}

function blockedOf(
  before: ServiceIntent,
  after: ServiceIntent,
  spaces: { from: string; to: string }[],
): FlowPlan['blocked'] {
  const { name, owner, system } = before.metadata;
  const storage = ownPart(before, 'stateful')?.storage;
  if (owner === after.metadata.owner && system === after.metadata.system) {
    return [
      {
        why: `${name} is of ${owner} and in ${system} already.`,
        remedy: 'Choose another team, or another system',
      },
    ];
  }
  return storage && spaces.length > 0
    ? [
        {
          why: `Volumes belong to their namespace: ${name} would begin with new and empty ones, and ${storage.size} of data of each member would stay behind.`,
          remedy: `Create a service of ${after.metadata.owner} beside it, copy the data, then retire ${name}`,
        },
      ]
    : [];
}
