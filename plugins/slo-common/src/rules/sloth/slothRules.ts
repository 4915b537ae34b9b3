import type { BurnRateWindow, RuleGroup } from '../../model';
import { alertWindowsFor } from '../alertWindows/alertWindows';
import type { RuleOptions } from '../options';
import { alertRules } from './alerts';
import { indicatorRules } from './indicator';
import { metadataRules } from './metadata';
import type { SlothSlo } from './model';
import { mergedLabels } from './names';

function windowsOf(
  { windowSeconds }: SlothSlo,
  { windows }: RuleOptions,
): BurnRateWindow[] {
  return windows?.periodSeconds === windowSeconds
    ? windows.windows
    : alertWindowsFor(windowSeconds);
}

/**
 * The rules of an objective as Sloth generates them: recordings of its indicator, recordings about it, and its alerts,
 * each in a group of its own; a group without rules is left out.
 * @public
 */
export function slothRules(
  slo: SlothSlo,
  options: RuleOptions = {},
): RuleGroup[] {
  const { extraLabels = {}, disableAlerts, disableRecordings } = options;
  const labelled = { ...slo, labels: mergedLabels(slo.labels, extraLabels) };
  const windows = windowsOf(slo, options);
  const recordings = disableRecordings
    ? []
    : [
        {
          name: `sloth-slo-sli-recordings-${slo.id}`,
          rules: indicatorRules(labelled, windows),
        },
        {
          name: `sloth-slo-meta-recordings-${slo.id}`,
          rules: metadataRules(labelled, windows),
        },
      ];
  const alerts = {
    name: `sloth-slo-alerts-${slo.id}`,
    rules: disableAlerts ? [] : alertRules(labelled, windows),
  };
  return [...recordings, alerts].filter(({ rules }) => rules.length > 0);
}
