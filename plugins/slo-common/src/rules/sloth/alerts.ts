import type { BurnRateWindow, PrometheusRule } from '../../model';
import { shortNumber } from '../pyrra/numbers';
import type { SlothAlert, SlothSlo } from './model';
import {
  errorRatioOver,
  idSelector,
  mergedLabels,
  WINDOW_LABEL,
} from './names';

/** Fires while both windows of a pair burn faster than its factor. */
function burnsTooFast(slo: SlothSlo, window: BurnRateWindow): string {
  const threshold = `(${shortNumber(window.factor)} * ${shortNumber(
    (100 - slo.objective) / 100,
  )})`;
  const over = (seconds: number) =>
    `max(${errorRatioOver(seconds)}${idSelector(
      slo,
    )} > ${threshold}) without (${WINDOW_LABEL})`;
  return `(
    ${over(window.shortSeconds)}
    and
    ${over(window.longSeconds)}
)
`;
}

function alertRule(options: {
  slo: SlothSlo;
  alert: SlothAlert;
  windows: BurnRateWindow[];
  severity: BurnRateWindow['severity'];
}): PrometheusRule {
  const { slo, alert, windows, severity } = options;
  return {
    alert: alert.name,
    expr: windows
      .filter(window => window.severity === severity)
      .map(window => burnsTooFast(slo, window))
      .join('or\n'),
    // The labels of the objective come with the series that are compared.
    labels: mergedLabels({ sloth_severity: severity }, alert.labels),
    annotations: mergedLabels(
      {
        summary:
          '{{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is over expected.',
        title: `(${severity}) {{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is too fast.`,
      },
      alert.annotations,
    ),
  };
}

/** One alert for each severity that is not switched off. */
export function alertRules(
  slo: SlothSlo,
  windows: BurnRateWindow[],
): PrometheusRule[] {
  const severities = ['page', 'ticket'] as const;
  return severities.flatMap(severity => {
    const alert = slo[severity];
    return alert.disabled ? [] : [alertRule({ slo, alert, windows, severity })];
  });
}
