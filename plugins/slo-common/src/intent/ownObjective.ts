import {
  checkValue,
  sloSchema,
  type Problem,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { DerivableDocument } from './document';

type Slo = NonNullable<ServiceIntent['spec']['slo']>;

/** An objective over counters of the service itself, as an intent states it. */
export type OwnObjective = NonNullable<Slo['objectives']>[number];

/** What is wrong at a place of the document. */
export type Located = Pick<Problem, 'at' | 'message' | 'remedy'>;

const QUERIES = '/spec/indicator/spec/ratioMetric';

/** Where the document says what a field of the intent says. */
const PLACES: Readonly<Record<string, string>> = {
  name: '/metadata/name',
  title: '/spec/objectives/0/displayName',
  target: '/spec/objectives/0/target',
  good: `${QUERIES}/good/metricSource/spec/query`,
  total: `${QUERIES}/total/metricSource/spec/query`,
};

/**
 * @param options - `name`: without the service; `own`: a query without the matchers that the platform sets
 */
export function ownObjectiveOf(options: {
  name: string;
  value: DerivableDocument;
  own(query: string): string;
}): OwnObjective {
  const { name, value, own } = options;
  const { good, total } = value.spec.indicator.spec.ratioMetric;
  const { description } = value.spec;
  const title = value.spec.objectives[0].displayName ?? description;
  return {
    name,
    ...(title !== undefined && { title }),
    target: percentOf(value),
    good: own(good.metricSource.spec.query),
    total: own(total.metricSource.spec.query),
  };
}

/** Why an intent cannot state it, at the places of the document. */
export function problemsOfOwn(objective: OwnObjective): Located[] {
  const checked = checkValue({
    schema: sloSchema,
    value: { objectives: [objective] },
  });
  return checked.ok
    ? []
    : checked.problems.map(({ at, message, remedy }) => ({
        at: PLACES[at.split('/')[3] ?? ''] ?? '',
        message,
        remedy,
      }));
}

/** As an intent states it, without the dust of binary fractions. */
export function percentOf({ spec }: DerivableDocument): number {
  const { target, targetPercent } = spec.objectives[0];
  return Number((targetPercent ?? (target ?? 0) * 100).toPrecision(12));
}
