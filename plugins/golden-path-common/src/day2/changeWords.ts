import type { ServiceIntent } from '../schema/intent';
import { callsOf } from './lines';
import type { IntentChange } from './flowPlan';

/**
 * How an intent changes in what day 2 changes: name, owner, system, what it calls and what it accepts. Empty for a
 * service that is new or goes, and for a change of something else.
 * @public
 */
export function changeWords({ before, after }: IntentChange): string[] {
  if (!before || !after) {
    return [];
  }
  return [
    ...(['name', 'owner', 'system'] as const).flatMap(key =>
      before.metadata[key] === after.metadata[key]
        ? []
        : [`${key} ${before.metadata[key]} → ${after.metadata[key]}`],
    ),
    ...lineWords({
      was: callsOf(before),
      is: callsOf(after),
      added: name => `calls ${name}`,
      removed: name => `no longer calls ${name}`,
    }),
    ...lineWords({
      was: acceptsOf(before),
      is: acceptsOf(after),
      added: name => `accepts ${name}`,
      removed: name => `no longer accepts ${name}`,
    }),
  ];
}

function acceptsOf({ spec }: ServiceIntent): string[] {
  return spec.accepts ?? [];
}

function lineWords(options: {
  was: string[];
  is: string[];
  added(name: string): string;
  removed(name: string): string;
}): string[] {
  const { was, is, added, removed } = options;
  return [
    ...was.filter(name => !is.includes(name)).map(removed),
    ...is.filter(name => !was.includes(name)).map(added),
  ];
}
