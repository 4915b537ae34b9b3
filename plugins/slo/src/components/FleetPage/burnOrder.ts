import {
  OBJECTIVE_STATES,
  type ObjectiveSummary,
} from '@fairway/plugin-slo-common';

/** Windows over which burn rates are shown. */
export const BURN_WINDOWS = ['1h', '6h', '1d', '3d'] as const;

/**
 * What has to be over a rate for somebody to hear of it, by the SRE workbook; of each pair of windows the ones that are
 * known. The shorter of two says that it still burns.
 */
const ALERTS = [
  { windows: ['1h'], rate: 14.4 },
  { windows: ['1h', '6h'], rate: 6 },
  { windows: ['1h', '1d'], rate: 3 },
  { windows: ['6h', '3d'], rate: 1 },
];

/** Burn rate over a window; undefined where there is no data. */
export function rateOf(
  { burn }: ObjectiveSummary,
  window: string,
): number | undefined {
  return burn.find(each => each.window === window)?.rate;
}

/** How near it is to an alert: 1 is there. An hour alone is noise, and what has stopped burning is over. */
function nearness(objective: ObjectiveSummary): number {
  return Math.max(
    ...ALERTS.map(
      ({ windows, rate }) =>
        Math.min(...windows.map(window => rateOf(objective, window) ?? -1)) /
        rate,
    ),
  );
}

function worstFirst(a: ObjectiveSummary, b: ObjectiveSummary): number {
  return OBJECTIVE_STATES.indexOf(a.state) - OBJECTIVE_STATES.indexOf(b.state);
}

/** What burns most first; where two burn the same, the worse state. */
export function burningFirst(
  objectives: readonly ObjectiveSummary[],
): ObjectiveSummary[] {
  return objectives
    .map(objective => ({ objective, rank: nearness(objective) }))
    .sort((a, b) => b.rank - a.rank || worstFirst(a.objective, b.objective))
    .map(({ objective }) => objective);
}
