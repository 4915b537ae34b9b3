import { writeYaml } from '@fairway/plugin-golden-path-common';
import type { PrometheusRule, RuleGroup } from '../model';

/** Members in the order in which people read them; what is empty is left out. */
function ruleOf(rule: PrometheusRule): Record<string, unknown> {
  const named =
    'record' in rule ? { record: rule.record } : { alert: rule.alert };
  const { labels = {} } = rule;
  const annotations = 'alert' in rule ? rule.annotations ?? {} : {};
  return {
    ...named,
    expr: rule.expr,
    ...('alert' in rule && rule.for !== undefined && { for: rule.for }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

function groupOf({ name, interval, rules }: RuleGroup) {
  return {
    name,
    ...(interval !== undefined && { interval }),
    rules: rules.map(ruleOf),
  };
}

/** A rule file of Prometheus, as `rule_files` of its configuration names them. @public */
export function writeRuleFile(groups: RuleGroup[]): string {
  return writeYaml({ groups: groups.map(groupOf) });
}

/**
 * A PrometheusRule of the Prometheus Operator.
 *
 * @param options.labels - By which the operator selects rules.
 * @public
 */
export function writePrometheusRule(options: {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  groups: RuleGroup[];
}): string {
  const { name, namespace, labels, annotations, groups } = options;
  return writeYaml({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
    },
    spec: { groups: groups.map(groupOf) },
  });
}
