import { useFairwayColors } from '../theme';
import type { ChartTone } from './timeSeries';

/** What the tones look like on this page. */
export function useTones(): Record<ChartTone, string> {
  const { chart, states } = useFairwayColors();
  return {
    accent: chart.accent,
    muted: chart.muted,
    good: states.good.solid,
    attention: states.attention.solid,
    critical: states.critical.solid,
  };
}
