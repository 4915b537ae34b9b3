import { ownPart, type ServiceIntent } from '../schema/intent';
import { listOf } from '../words/phrases';
import { acceptingOf, callersOf } from './dependents';
import type { FlowGround, FlowPlan, IntentChange } from './flowPlan';
import { parsed, withNameChanged } from './lines';
import { mentionWarnings } from './mentions';
import { ownersOfOthers, ownersWith } from './owners';
import { runsAgainWarning } from './runsAgain';

/** The same service under another name; those that call it and those that accept it follow. */
export function planRename(ground: FlowGround, to: string): FlowPlan {
  const { service, intents, contract } = ground;
  const { name: from, owner } = service.metadata;
  const others = followers(ground, to);
  const exceptions = contract.exceptions.filter(each => each.service === from);
  return {
    title: `Rename ${from} to ${to}`,
    main: { before: service, after: renamed(service, to) },
    others,
    owners: ownersWith([
      { owner, why: `${from} is renamed, and ${owner} owns it.` },
      ...ownersOfOthers(others),
    ]),
    warnings: [
      `Delivery takes away what is called ${from} and makes it anew as ${to}: calls fail in between. Do it while few call.`,
      'Metrics, alerts and the error budget begin anew under the new name.',
      ...runsAgainWarning(service),
      ...exceptions.map(
        ({ id, policy }) =>
          `The exception ${id} of the contract sets ${policy} aside for ${from} and not for ${to}: have it changed in the contract first.`,
      ),
      ...mentionWarnings({
        intents: [service, ...callersOf(from, intents)],
        word: from,
        remedy: `change it to ${to} if it is an address`,
      }),
    ],
    blocked: blockedOf(ground, to),
  };
}

function followers({ service, intents }: FlowGround, to: string) {
  const from = service.metadata.name;
  const named = new Map(
    [...callersOf(from, intents), ...acceptingOf(from, intents)].map(intent => [
      intent.metadata.name,
      intent,
    ]),
  );
  named.delete(from);
  return [...named.values()]
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    .map(
      (before): IntentChange => ({
        before,
        after: withNameChanged(before, { from, to }),
      }),
    );
}

/** Names of derived objects begin with that of the service, so what overrides aim at follows. */
function renamed(intent: ServiceIntent, to: string): ServiceIntent {
  const { name: from } = intent.metadata;
  const { overrides } = intent.spec;
  return parsed({
    ...intent,
    metadata: { ...intent.metadata, name: to },
    spec: {
      ...intent.spec,
      ...(overrides && {
        overrides: overrides.map(override => ({
          ...override,
          target: {
            ...override.target,
            ...nameOf(override.target.name, { from, to }),
          },
        })),
      }),
    },
  });
}

function nameOf(
  name: string | undefined,
  { from, to }: { from: string; to: string },
): { name?: string } {
  return name === from || name?.startsWith(`${from}-`)
    ? { name: `${to}${name.slice(from.length)}` }
    : {};
}

function blockedOf(
  { service, intents }: FlowGround,
  to: string,
): FlowPlan['blocked'] {
  const { name } = service.metadata;
  if (to === name) {
    return [
      { why: `${name} has that name already.`, remedy: 'Choose another name' },
    ];
  }
  const taken = intents.get(to);
  const storage = ownPart(service, 'stateful')?.storage;
  return [
    ...(taken
      ? [
          {
            why: `${to} is the name of a service of ${taken.metadata.owner} already.`,
            remedy: 'Choose a name that no service has',
          },
        ]
      : []),
    ...(storage
      ? [
          {
            why: `Volumes belong to the name: ${to} would begin with new and empty ones, and ${storage.size} of data of each member would stay behind with ${name}.`,
            remedy: `Create ${to} beside it, copy the data, let ${
              listOf(
                callersOf(name, intents).map(({ metadata }) => metadata.name),
              ) || 'what uses it'
            } change over, then retire ${name}`,
          },
        ]
      : []),
  ];
}
