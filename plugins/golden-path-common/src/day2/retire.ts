import { ownPart } from '../schema/intent';
import { countOf, listOf } from '../words/phrases';
import { acceptingOf, callersOf } from './dependents';
import type { FlowGround, FlowPlan, IntentChange } from './flowPlan';
import { withoutName } from './lines';
import { mentionWarnings } from './mentions';
import { ownersOfOthers, ownersWith } from './owners';

/** How many callers a sentence names. */
const NAMED = 5;

/** The service goes, and the lines of those that accept it. With `release`, the lines of its callers go too. */
export function planRetire(
  ground: FlowGround,
  options: { release: boolean },
): FlowPlan {
  const { service, intents } = ground;
  const { name, owner } = service.metadata;
  const callers = callersOf(name, intents).filter(
    ({ metadata }) => metadata.name !== name,
  );
  const calling = new Set(callers.map(({ metadata }) => metadata.name));
  const accepting = acceptingOf(name, intents).filter(
    ({ metadata }) => metadata.name !== name && !calling.has(metadata.name),
  );
  const change = (before: (typeof callers)[number]): IntentChange => ({
    before,
    after: withoutName(before, name),
  });
  const released = options.release ? callers.map(change) : [];
  return {
    title: `Retire ${name}`,
    main: { before: service },
    others: [...released, ...accepting.map(change)].sort((a, b) =>
      nameOf(a) < nameOf(b) ? -1 : 1,
    ),
    owners: ownersWith([
      { owner, why: `${name} is retired, and ${owner} owns it.` },
      // Who merely accepted it loses nothing.
      ...ownersOfOthers(released),
    ]),
    warnings: warningsOf(ground, callers.length > 0),
    blocked: options.release ? [] : blockedOf(name, [...calling]),
  };
}

function nameOf({ before }: IntentChange): string {
  return before?.metadata.name ?? '';
}

function blockedOf(name: string, callers: string[]): FlowPlan['blocked'] {
  if (callers.length === 0) {
    return [];
  }
  const shown = callers.slice(0, NAMED);
  const more = callers.length - shown.length;
  return [
    {
      why: `${
        more > 0
          ? `${shown.join(', ')} and ${countOf(more, 'more service')}`
          : listOf(shown)
      } ${callers.length === 1 ? 'calls' : 'call'} ${name}.`,
      remedy: `Take ${name} out of their dependencies first, or release them: then their lines go in the same request, and their owners have to agree`,
    },
  ];
}

function warningsOf(
  { service, intents, contract, fleet }: FlowGround,
  isCalled: boolean,
): string[] {
  const { name } = service.metadata;
  const hosts = fleet.services[name]?.hosts ?? [];
  const exceptions = contract.exceptions.filter(each => each.service === name);
  return [
    ...(hosts.length > 0
      ? [
          `${listOf(hosts)} ${
            hosts.length === 1 ? 'stops' : 'stop'
          } answering: whoever calls from outside is cut off.`,
        ]
      : []),
    ...dataWarnings({ service, contract }),
    ...exceptions.map(
      ({ id }) =>
        `The exception ${id} of the contract holds for nobody then: have it taken out of the contract.`,
    ),
    ...(isCalled
      ? mentionWarnings({
          intents: callersOf(name, intents),
          word: name,
          remedy: 'nothing answers there then',
        })
      : []),
  ];
}

/** What becomes of the data, and what is left to restore it from. */
function dataWarnings({
  service,
  contract,
}: Pick<FlowGround, 'service' | 'contract'>): string[] {
  const store = ownPart(service, 'stateful');
  if (!store) {
    return [];
  }
  const { name } = service.metadata;
  const { size, reclaimPolicy } = store.storage;
  const backup = contract.storage?.backup;
  const amount = `${countOf(store.replicas, 'volume')} of ${size}`;
  return [
    reclaimPolicy === 'delete'
      ? `Its data goes with it: ${amount} are deleted (reclaimPolicy: delete). Take a last backup first, and try to restore it.`
      : `Its data stays: the claims of ${amount} are kept, and so is their namespace. Delete them by hand once nobody needs them; until then they cost what they cost.`,
    backup
      ? `Backups of ${name} by ${backup.provider} end with it; ask the platform team how long the last ones are kept.`
      : `The contract says nothing of backups: whoever took those of ${name} keeps the last one.`,
  ];
}
