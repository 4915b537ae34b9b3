import type { BurnCondition, PrometheusRule, RuleGroup } from '../../model';
import { promDuration } from '../../promql/duration';
import { withWindow } from '../../promql/window';
import { alertWindowsFor } from '../alertWindows';
import type { RuleOptions } from '../options';
import { recordedSeconds } from '../sloth/indicator';
import type { SlothSlo } from '../sloth/model';
import {
  errorRatioOver,
  idLabels,
  idSelector,
  mergedLabels,
} from '../sloth/names';

/** Silence shorter than this is one scrape that failed. */
const NO_DATA_SECONDS = 600;

/** The alerts that policies of OpenSLO ask for, one for each condition, in one group. */
export function conditionRules(options: {
  slo: SlothSlo;
  conditions: readonly BurnCondition[];
  options?: RuleOptions;
}): RuleGroup[] {
  const { slo, conditions } = options;
  const { disableAlerts = false, extraLabels = {} } = options.options ?? {};
  const rules = conditions.flatMap(condition => [
    ...(condition.when.breaching ? [breaching(options, condition)] : []),
    ...(condition.when.noData ? [noData(slo, condition)] : []),
  ]);
  return disableAlerts || rules.length === 0
    ? []
    : [
        {
          name: `openslo-alerts-${slo.id}`,
          rules: rules.map(rule => ({
            ...rule,
            labels: mergedLabels(rule.labels ?? {}, extraLabels),
          })),
        },
      ];
}

function breaching(
  { slo, options = {} }: { slo: SlothSlo; options?: RuleOptions },
  condition: BurnCondition,
): PrometheusRule {
  const { name, operator, threshold } = condition;
  const { lookbackSeconds, afterSeconds } = condition;
  const budget = Number(((100 - slo.objective) / 100).toPrecision(12));
  const lookback = promDuration(lookbackSeconds);
  return {
    alert: alertName(name),
    expr: `${ratioOver(
      slo,
      lookbackSeconds,
      options,
    )} ${operator} (${threshold} * ${budget})`,
    ...(afterSeconds > 0 && { for: promDuration(afterSeconds) }),
    labels: labelsOf(slo, condition),
    annotations: {
      summary: `${slo.service} ${slo.name}: the error budget burns ${threshold} times too fast over ${lookback}.`,
      ...(condition.description !== undefined && {
        description: condition.description,
      }),
    },
  };
}

function noData(slo: SlothSlo, condition: BurnCondition): PrometheusRule {
  const [shortest] = recordedSeconds(
    slo.windowSeconds,
    alertWindowsFor(slo.windowSeconds),
  );
  return {
    alert: `${alertName(condition.name)}NoData`,
    expr: `absent(${errorRatioOver(shortest)}${idSelector(slo)})`,
    for: promDuration(condition.afterSeconds || NO_DATA_SECONDS),
    labels: labelsOf(slo, condition),
    annotations: {
      summary: `${slo.service} ${slo.name}: there is no data, so nobody would see the error budget burn.`,
    },
  };
}

/** What is recorded for that window, or the query itself where nothing is. */
function ratioOver(
  slo: SlothSlo,
  seconds: number,
  { windows }: RuleOptions,
): string {
  const known =
    windows?.periodSeconds === slo.windowSeconds
      ? windows.windows
      : alertWindowsFor(slo.windowSeconds);
  if (recordedSeconds(slo.windowSeconds, known).includes(seconds)) {
    return `${errorRatioOver(seconds)}${idSelector(slo)}`;
  }
  const { sli } = slo;
  const template =
    sli.kind === 'raw'
      ? `(${sli.errorRatioQuery})`
      : `((${sli.errorQuery}) / (${sli.totalQuery}))`;
  return withWindow(template, promDuration(seconds));
}

function labelsOf(
  slo: SlothSlo,
  { severity, urgency, targets }: BurnCondition,
): Record<string, string> {
  return mergedLabels(slo.labels, idLabels(slo), {
    severity,
    sloth_severity: urgency,
    ...(targets.length > 0 && { notification_targets: targets.join(',') }),
  });
}

/** `cpu-usage-breach` as alerts are called: `CpuUsageBreach`. */
function alertName(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return /^[0-9]/.test(joined) ? `Slo${joined}` : joined;
}
