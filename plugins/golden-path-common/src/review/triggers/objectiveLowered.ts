import type { CompileResult } from '../../model';
import { promisesOf, type Promised } from '../promises/promisesOf';
import { isPartOf } from '../promises/selectors';
import { badEventsInWords, downtimeInWords } from '../promises/words';
import { environmentsOf, type Change, type Hit } from './change';

/**
 * A service promises less: a target goes down, more time is taken for good, an objective ends, or it counts something
 * else, so that the same failures spend less of its budget than they did.
 */
export function objectiveLowered({ before, after, contract }: Change): Hit[] {
  const tiers = contract.slo?.lowered?.review;
  const isAsked = ({ intent }: CompileResult) =>
    tiers === undefined || tiers.includes(intent.spec.tier);
  // By the tier of before too: whoever lowers both in one step has promised what the higher one stands for.
  if (!before || !(isAsked(before) || isAsked(after))) {
    return [];
  }
  const kept = promisesOf(after, contract);
  return [...promisesOf(before, contract).values()].flatMap(promised => {
    const now = kept.get(promised.id);
    return (now ? loweredIn(promised, now) : [ended(promised)]).map(why => ({
      trigger: 'objective-lowered' as const,
      why: `Objective ${promised.id} ${why}.`,
      at: now?.at ?? '/spec/slo',
      // Where it was promised; a service that is new somewhere owes nobody anything there yet.
      environments: environmentsOf(before),
    }));
  });
}

function ended({ target, withinMs }: Promised): string {
  const what = withinMs === undefined ? `${target}%` : `${withinMs} ms`;
  return `ends: ${what} was promised, and its budget and history end with it`;
}

function loweredIn(before: Promised, after: Promised): string[] {
  return [
    ...targetLowered(before, after),
    ...thresholdRaised(before, after),
    ...countsLess(before, after),
  ];
}

function targetLowered(before: Promised, after: Promised): string[] {
  const { target: was } = before;
  const { target: is } = after;
  if (was === undefined || is === undefined || is >= was) {
    return [];
  }
  const meaning = before.counters
    ? badEventsInWords(was, is)
    : downtimeInWords(was, is);
  return [`${was}% → ${is}%${meaning}`];
}

function thresholdRaised(
  { withinMs: was }: Promised,
  { withinMs: is }: Promised,
): string[] {
  return was !== undefined && is !== undefined && is > was
    ? [`${was} ms → ${is} ms: what takes that long counts as good`]
    : [];
}

/**
 * Whether other things are counted than before. What is good may become less and what is counted may become more:
 * both only spend the budget faster.
 */
function countsLess(before: Promised, after: Promised): string[] {
  const { counters: was } = before;
  const { counters: is } = after;
  if (!was || !is) {
    return before.requests === after.requests
      ? []
      : [`counts requests of ${after.requests} instead of ${before.requests}`];
  }
  return [
    ...(isPartOf(is.good, was.good)
      ? []
      : [`takes ${is.good} for good instead of ${was.good}`]),
    ...(isPartOf(was.total, is.total)
      ? []
      : [`counts ${is.total} instead of ${was.total}`]),
  ];
}
