import type { RuleGroup } from './model';
import type { SloDefinition } from './read/types';
import type { RuleOptions } from './rules/options';
import { pyrraRules } from './rules/pyrra';
import { slothRules } from './rules/sloth/slothRules';
import { writePrometheusRule, writeRuleFile } from './write/rules';

/** What can be generated. @public */
export const GENERATED_FORMATS = [
  'prometheus',
  'prometheus-rule',
  'openslo',
] as const;

/** @public */
export type GeneratedFormat = (typeof GENERATED_FORMATS)[number];

/** The rules of an objective, in the form of the tool whose document it comes from. @public */
export function rulesOf(
  { native }: SloDefinition,
  options: RuleOptions = {},
): RuleGroup[] {
  return native.form === 'pyrra'
    ? pyrraRules(native.objective, options)
    : slothRules(native.slo, options);
}

/**
 * Rules as a file of Prometheus or as objects of its operator, one per service.
 *
 * @throws InputError when there is nothing that could be written.
 * @public
 */
export function generate(options: {
  definitions: readonly SloDefinition[];
  format: GeneratedFormat;
  options?: RuleOptions;
}): string {
  const { definitions, format } = options;
  const groupsOf = (some: readonly SloDefinition[]) =>
    some.flatMap(definition => rulesOf(definition, options.options));
  if (format === 'prometheus') {
    return writeRuleFile(groupsOf(definitions));
  }
  return Array.from(byService(definitions), ([service, some]) =>
    writePrometheusRule({ name: objectName(service), groups: groupsOf(some) }),
  ).join('---\n');
}

function byService(
  definitions: readonly SloDefinition[],
): Map<string, SloDefinition[]> {
  const services = new Map<string, SloDefinition[]>();
  for (const definition of definitions) {
    const { service } = definition.objective;
    const known = services.get(service);
    if (known) {
      known.push(definition);
    } else {
      services.set(service, [definition]);
    }
  }
  return services;
}

/** A name that Kubernetes accepts for an object of a service. */
function objectName(service: string): string {
  const plain = service
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return `slo-${plain}`.slice(0, 253).replace(/[-.]+$/, '');
}
