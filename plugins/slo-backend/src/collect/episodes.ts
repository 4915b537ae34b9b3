import type { EpisodeKind } from '../store/EpisodeStore';
import type { StatusRow } from '../store/StatusStore';
import type { Assessed } from './Statuses';

/** A budget that hovers at nothing is not over and over again exhausted. */
const RECOVERED = 0.01;

/** Whether it goes on; what is not known now ends nothing. */
type Standing = 'on' | 'over' | 'unclear';

/** How each kind of episode stands by what is known of an objective. */
export const standings: Record<EpisodeKind, (row: StatusRow) => Standing> = {
  'burning-fast': ({ state, alerts, burns }) => {
    const paging = alerts.filter(({ severity }) => severity === 'page');
    const isBad = state === 'burning-fast' || state === 'exhausted';
    if (isBad && paging.some(({ firing }) => firing)) {
      return 'on';
    }
    // Short windows come and go; what burns in bursts is one episode. After an exclusion they know of it first.
    const lasts = paging.some(({ short, long, factor }) =>
      burns.some(
        ({ window, rate = 0 }) =>
          (window === short || window === long) && rate > factor,
      ),
    );
    // Time that is taken out, or of which there is no data, is no sign that anything got better.
    const isSeen = paging.every(({ notJudged }) => notJudged === undefined);
    const isJudged =
      isBad ||
      state === 'burning' ||
      state === 'too-few-events' ||
      state === 'healthy';
    return isJudged && isSeen && !lasts ? 'over' : 'unclear';
  },
  exhausted: ({ state, budget, staleSince }) => {
    if (state === 'exhausted') {
      return 'on';
    }
    return budget && budget.ratio >= RECOVERED && staleSince === undefined
      ? 'over'
      : 'unclear';
  },
};

function nameOf({ objective }: Assessed['tracked']): string {
  return objective.title.includes(objective.service)
    ? objective.title
    : `${objective.service}: ${objective.title}`;
}

function percent(ratio: number): string {
  return `${Math.floor(ratio * 1_000) / 10} %`;
}

function leftInWords(ratio: number): string {
  return ratio > 0
    ? `${percent(ratio)} of the budget is left.`
    : 'Nothing of the budget is left.';
}

type Words = (one: Assessed) => { title: string; description: string };

/** What owners are told when it begins. */
export const begins: Record<EpisodeKind, Words> = {
  'burning-fast': ({ tracked, after }) => ({
    title: `${nameOf(tracked)} burns its error budget fast`,
    description: [
      ...after.alerts
        .filter(({ firing, severity }) => firing && severity === 'page')
        .map(
          ({ short, long, factor }) =>
            `Over the last ${
              short === long ? long : `${short} and ${long}`
            } more than ${factor} times the pace that would last.`,
        )
        .slice(0, 1),
      after.budget ? leftInWords(after.budget.ratio) : '',
    ]
      .join(' ')
      .trim(),
  }),
  exhausted: ({ tracked }) => ({
    title: `${nameOf(tracked)} has no error budget left`,
    description:
      'More has failed than its objective allows. Its page says what follows from that.',
  }),
};

/** What owners are told when it is over. */
export const ends: Record<EpisodeKind, Words> = {
  'burning-fast': ({ tracked }) => ({
    title: `${nameOf(tracked)} no longer burns its error budget fast`,
    description: 'No alert of the objective that pages fires any more.',
  }),
  exhausted: ({ tracked, after }) => ({
    title: `${nameOf(tracked)} has error budget again`,
    description: `${percent(after.budget?.ratio ?? 0)} of the budget is left.`,
  }),
};
