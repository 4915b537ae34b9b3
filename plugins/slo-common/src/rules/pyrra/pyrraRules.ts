import type { PrometheusRule, RuleGroup } from '../../model';
import type { RuleOptions } from '../options';
import { burnrateGroup } from './burnrates';
import { increaseRules } from './increases';
import type { PyrraObjective } from './model';
import { increaseInterval } from './windows';

/** Rules that belong together in one file or object. @public */
export interface PyrraRuleFile {
  /** Name of the object: that of the objective, with `-short` or `-long` where there are two. */
  name: string;
  namespace?: string;
  /** Labels of the object. */
  labels: Record<string, string>;
  groups: RuleGroup[];
}

/** Only the rules that are wanted, with the labels that everybody adds; groups without rules are left out. */
function wanted(groups: RuleGroup[], options: RuleOptions): RuleGroup[] {
  const { extraLabels = {}, disableAlerts, disableRecordings } = options;
  const isWanted = (rule: PrometheusRule) =>
    'alert' in rule ? !disableAlerts : !disableRecordings;
  return groups
    .map(group => ({
      ...group,
      rules: group.rules
        .filter(isWanted)
        .map(rule => ({ ...rule, labels: { ...extraLabels, ...rule.labels } })),
    }))
    .filter(({ rules }) => rules.length > 0);
}

/**
 * All rules of an objective as Pyrra makes them, for one file. Where performance goes before accuracy, the rules over
 * 5 minutes stand in the group that adds them up; {@link pyrraRuleFiles} keeps them apart.
 * @public
 */
export function pyrraRules(
  objective: PyrraObjective,
  options: RuleOptions = {},
): RuleGroup[] {
  const { name, windowSeconds } = objective;
  const { short, long } = increaseRules(objective);
  return wanted(
    [
      {
        name: `${name}-increase`,
        interval: increaseInterval(windowSeconds),
        rules: [...short, ...long],
      },
      burnrateGroup(objective),
    ],
    options,
  );
}

/**
 * The files or objects that Pyrra makes of an objective: one, or two where performance goes before accuracy, so that
 * what adds up may run elsewhere than what is near the metrics.
 * @public
 */
export function pyrraRuleFiles(
  objective: PyrraObjective,
  options: RuleOptions = {},
): PyrraRuleFile[] {
  const { name, namespace, windowSeconds, objectLabels } = objective;
  const place = namespace === undefined ? {} : { namespace };
  if (!objective.performanceOverAccuracy) {
    return [
      {
        name,
        ...place,
        labels: objectLabels.all,
        groups: pyrraRules(objective, options),
      },
    ];
  }
  const { short, long } = increaseRules(objective);
  const group = `${name}-increase`;
  return [
    {
      name: `${name}-short`,
      ...place,
      labels: { ...objectLabels.all, ...objectLabels.short },
      groups: wanted(
        [
          { name: group, interval: '30s', rules: short },
          burnrateGroup(objective),
        ],
        options,
      ),
    },
    {
      name: `${name}-long`,
      ...place,
      labels: { ...objectLabels.all, ...objectLabels.long },
      groups: wanted(
        [
          {
            name: group,
            interval: increaseInterval(windowSeconds),
            rules: long,
          },
        ],
        options,
      ),
    },
  ];
}
