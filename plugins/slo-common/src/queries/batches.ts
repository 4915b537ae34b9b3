import type { Objective, RecordedSli } from '../model';
import { withWindow } from '../promql';
import { batchesOf, grouped, type QueryLimits } from './limits';
import {
  joinedPart,
  type BareQuery,
  type JoinedQuery,
  type PlannedQuery,
  type RecordedQuery,
  type Wanted,
} from './plannedQuery';
import { withMatchers } from './selector';

/** How an objective is asked for. */
export type Asking =
  | { by: 'recorded'; members: RecordedMember[] }
  | { by: 'expression'; group: JoinedQuery['groups'][number] };

interface RecordedMember {
  query: Omit<RecordedQuery, 'members'>;
  member: RecordedQuery['members'][number];
}

/** Characters of a query beside its members. */
const FRAME = 200;

/** An objective's series of one metric that rules record. */
export function askRecorded(options: {
  recorded: RecordedSli;
  metric: string;
  window: string;
  wanted: RecordedQuery['members'][number];
  labels: Record<string, string>;
  meanOver?: string;
}): RecordedMember {
  const { recorded, metric, window, wanted, labels, meanOver } = options;
  return {
    query: {
      form: 'recorded',
      window,
      metric,
      label: recorded.key.label,
      matchers: { ...recorded.matchers, ...labels },
      ...(meanOver && { meanOver }),
    },
    member: wanted,
  };
}

/** An objective's own expressions over a window. */
export function askExpressions(options: {
  objective: Objective;
  window: string;
  labels: Record<string, string>;
}): Asking {
  const { objective, window, labels } = options;
  const { id, sli } = objective;
  const part = (quantity: 'ratio' | 'bad' | 'total', template: string) => ({
    objective: id,
    quantity,
    expr: withMatchers(withWindow(template, window), labels),
  });
  const both = ({ bad, total }: { bad: string; total: string }) => [
    part('bad', bad),
    part('total', total),
  ];
  if (sli.kind === 'events') {
    return { by: 'expression', group: both(sli) };
  }
  return {
    by: 'expression',
    group: sli.of ? both(sli.of) : [part('ratio', sli.errorRatio)],
  };
}

/** As few queries as the limits allow for what is asked over one window. */
export function batch(options: {
  askings: Asking[];
  window: string;
  limits: QueryLimits;
  /** Whether it is not joined with others, as that failed before. */
  alone(wanted: Wanted & { window: string }): boolean;
}): PlannedQuery[] {
  const { askings, window, limits, alone } = options;
  const recorded = askings.flatMap(asking =>
    asking.by === 'recorded' ? asking.members : [],
  );
  const groups = askings.flatMap(asking =>
    asking.by === 'expression' ? [asking.group] : [],
  );
  const suspects = groups.filter(group =>
    group.some(({ objective, quantity }) =>
      alone({ objective, quantity, window }),
    ),
  );
  return [
    ...recordedQueries(recorded, limits),
    ...batchesOf({
      items: groups.filter(group => !suspects.includes(group)),
      count: limits.joined,
      characters: limits.characters,
      sizeOf: group => ({
        count: group.length,
        characters: group.reduce(
          (sum, member) => sum + joinedPart(member).length + 4,
          0,
        ),
      }),
    }).map(
      (batched): JoinedQuery => ({ form: 'joined', window, groups: batched }),
    ),
    ...suspects
      .flat()
      .map((member): BareQuery => ({ form: 'bare', window, member })),
  ];
}

function recordedQueries(
  asked: RecordedMember[],
  limits: QueryLimits,
): RecordedQuery[] {
  const shared = grouped(asked, ({ query }) =>
    JSON.stringify([
      query.metric,
      query.label,
      query.meanOver,
      Object.entries(query.matchers).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );
  return [...shared.values()].flatMap(members =>
    batchesOf({
      items: members,
      count: limits.recorded,
      characters: limits.characters - FRAME,
      // Each character may need to be escaped twice over.
      sizeOf: ({ member }) => ({
        count: 1,
        characters: JSON.stringify(member.value).length + 8,
      }),
    }).map(batched => ({
      ...batched[0].query,
      members: batched.map(({ member }) => member),
    })),
  );
}
