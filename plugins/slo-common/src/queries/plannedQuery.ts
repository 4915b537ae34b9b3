import { grouped } from './limits';
import { oneOf, selector } from './selector';

/** What a number of an answer says: the share of bad events, or events per second. @public */
export type Quantity = 'ratio' | 'bad' | 'total';

/** One number that an answer is to have. @public */
export interface Wanted {
  objective: string;
  quantity: Quantity;
}

/** Series that rules record, told apart by the value of a label. @public */
export interface RecordedQuery {
  form: 'recorded';
  /** As the caller named it; of slots, the step. */
  window: string;
  metric: string;
  label: string;
  matchers: Record<string, string>;
  members: (Wanted & { value: string })[];
  /** Range over which the mean is taken, `299999ms`; the newest sample when missing. */
  meanOver?: string;
}

/** Expressions of several objectives as one. @public */
export interface JoinedQuery {
  form: 'joined';
  window: string;
  /** What belongs together comes and fails together. */
  groups: (Wanted & { expr: string })[][];
}

/** One expression as it is; whatever series it answers is its number. @public */
export interface BareQuery {
  form: 'bare';
  window: string;
  member: Wanted & { expr: string };
}

/** A query whose answer has a series for each of several numbers. @public */
export type PlannedQuery = RecordedQuery | JoinedQuery | BareQuery;

/** The label that tells the expressions of a joined query apart. */
const JOIN_LABEL = 'fairway_objective';

/** The numbers that it asks for. @public */
export function wantedOf(query: PlannedQuery): Wanted[] {
  switch (query.form) {
    case 'recorded':
      return query.members;
    case 'joined':
      return query.groups.flat();
    default:
      return [query.member];
  }
}

/** Which objectives it asks for, each once. @public */
export function objectivesOf(query: PlannedQuery): string[] {
  return [...new Set(wantedOf(query).map(({ objective }) => objective))];
}

/** Its PromQL. @public */
export function textOf(query: PlannedQuery): string {
  switch (query.form) {
    case 'recorded': {
      const { metric, label, matchers, members, meanOver } = query;
      const series = selector({
        metric,
        matchers: [
          oneOf(
            label,
            members.map(({ value }) => value),
          ),
        ],
        equal: matchers,
      });
      return meanOver ? `avg_over_time(${series}[${meanOver}])` : series;
    }
    case 'joined':
      return query.groups.flat().map(joinedPart).join('\nor\n');
    default:
      return query.member.expr;
  }
}

/** What it takes in a joined query; the line breaks keep a comment at its end from swallowing the rest. */
export function joinedPart(member: Wanted & { expr: string }): string {
  return `label_replace((\n${member.expr}\n), "${JOIN_LABEL}", "${joinValueOf(
    member,
  )}", "", "")`;
}

/**
 * What its series stand for: each number that was asked for with its series, which are none where there was no
 * answer. @public
 */
export function assign<S extends { labels: Record<string, string> }>(
  query: PlannedQuery,
  series: S[],
): [Wanted, S[]][] {
  if (query.form === 'bare') {
    return [[query.member, series]];
  }
  const label = query.form === 'recorded' ? query.label : JOIN_LABEL;
  const byValue = grouped(series, ({ labels }) => labels[label] ?? '');
  const members: [string, Wanted][] =
    query.form === 'recorded'
      ? query.members.map(member => [member.value, member])
      : query.groups.flat().map(member => [joinValueOf(member), member]);
  return members.map(([value, wanted]) => [wanted, byValue.get(value) ?? []]);
}

/**
 * Smaller queries for the same, so that one expression that fails does not keep the others from an answer: halves,
 * and at the end each expression as it is. None when it cannot be made smaller. @public
 */
export function smallerQueries(query: PlannedQuery): PlannedQuery[] {
  switch (query.form) {
    case 'recorded':
      return halves(query.members).map(members => ({ ...query, members }));
    case 'joined':
      return query.groups.length > 1
        ? halves(query.groups).map(groups => ({ ...query, groups }))
        : query.groups.flat().map(member => ({
            form: 'bare',
            window: query.window,
            member,
          }));
    default:
      return [];
  }
}

function halves<T>(items: T[]): T[][] {
  const middle = Math.ceil(items.length / 2);
  return items.length > 1 ? [items.slice(0, middle), items.slice(middle)] : [];
}

/** Ids have no colon, so it is unlike any other. */
function joinValueOf({ objective, quantity }: Wanted): string {
  return `${objective}:${quantity}`;
}
