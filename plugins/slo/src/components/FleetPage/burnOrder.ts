import {
  OBJECTIVE_STATES,
  type ObjectiveSummary,
} from '@fairway/plugin-slo-common';

/** Windows over which burn rates are shown. */
export const BURN_WINDOWS = ['1h', '6h', '1d', '3d'] as const;

/** At which rate over a window somebody has to hear of it, by the SRE workbook. */
const THRESHOLDS = { '1h': 14.4, '6h': 6, '1d': 3, '3d': 1 };

/** Burn rate over a window; undefined where there is no data. */
export function rateOf(
  { burn }: ObjectiveSummary,
  window: string,
): number | undefined {
  return burn.find(each => each.window === window)?.rate;
}

/** How near it is to being told: 1 is there. An hour alone is noise, and three days alone are late. */
function nearness(objective: ObjectiveSummary): number {
  return Math.max(
    ...BURN_WINDOWS.map(
      window => (rateOf(objective, window) ?? -1) / THRESHOLDS[window],
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
