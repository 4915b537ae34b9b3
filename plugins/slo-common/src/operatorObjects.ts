import type { RuleGroup } from './model';
import type { SloDefinition } from './read/types';
import type { RuleOptions } from './rules/options';
import { pyrraRuleFiles } from './rules/pyrra';

/** A PrometheusRule before it is written. */
export interface OperatorObject {
  name: string;
  namespace?: string;
  /** By which the operator selects rules. */
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  groups: RuleGroup[];
}

/**
 * The objects that hold the rules of objectives: named and labelled like the Kubernetes object that an objective is
 * written in, else one for each service.
 */
export function operatorObjects(options: {
  definitions: readonly SloDefinition[];
  options: RuleOptions;
  groupsOf(definition: SloDefinition): RuleGroup[];
}): OperatorObject[] {
  const objects = new Map<string, OperatorObject>();
  for (const each of options.definitions.flatMap(definition =>
    objectsOf({ ...options, definition }),
  )) {
    const key = `${each.namespace ?? ''}/${each.name}`;
    const known = objects.get(key);
    if (known) {
      known.groups.push(...each.groups);
    } else if (each.groups.length > 0) {
      objects.set(key, each);
    }
  }
  return [...objects.values()];
}

function objectsOf(options: {
  definition: SloDefinition;
  options: RuleOptions;
  groupsOf(definition: SloDefinition): RuleGroup[];
}): OperatorObject[] {
  const { definition, groupsOf } = options;
  const { native, objective } = definition;
  if (native.form === 'pyrra') {
    return pyrraRuleFiles(native.objective, options.options).map(file => ({
      ...file,
      name: kubernetesName(file.name),
      labels: someOf(file.labels),
    }));
  }
  const { object } = native.slo;
  const groups = groupsOf(definition);
  return object === undefined || object.name === ''
    ? [{ name: kubernetesName(`slo-${objective.service}`), groups }]
    : [
        {
          ...object,
          labels: someOf(object.labels),
          annotations: someOf(object.annotations),
          groups,
        },
      ];
}

/** What is empty is left out. */
function someOf(
  texts: Record<string, string>,
): Record<string, string> | undefined {
  return Object.keys(texts).length > 0 ? texts : undefined;
}

/** A name that Kubernetes accepts. */
function kubernetesName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .replace(/^[-.]+/, '')
    .slice(0, 253)
    .replace(/[-.]+$/, '');
}
