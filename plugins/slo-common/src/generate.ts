import type { Problem } from '@fairway/plugin-golden-path-common';
import type { RuleGroup } from './model';
import type { SloDefinition } from './read/types';
import type { RuleOptions } from './rules/options';
import { conditionRules } from './rules/openslo';
import { pyrraRules } from './rules/pyrra';
import { slothRules } from './rules/sloth/slothRules';
import { writeOpenSlo } from './write/openSlo';
import { writePrometheusRule, writeRuleFile } from './write/rules';

/** What can be generated. @public */
export const GENERATED_FORMATS = [
  'prometheus',
  'prometheus-rule',
  'openslo',
] as const;

/** @public */
export type GeneratedFormat = (typeof GENERATED_FORMATS)[number];

/** What was generated. @public */
export interface Generated {
  text: string;
  /** What could not be said in the format, with the place of the objective. */
  remarks: Problem[];
}

/** The rules of an objective, in the form of the tool whose document it comes from. @public */
export function rulesOf(
  { native, conditions = [] }: SloDefinition,
  options: RuleOptions = {},
): RuleGroup[] {
  return native.form === 'pyrra'
    ? pyrraRules(native.objective, options)
    : [
        ...slothRules(native.slo, options),
        ...conditionRules({ slo: native.slo, conditions, options }),
      ];
}

/**
 * The rules of objectives as a file of Prometheus or as objects of its operator, one per service; or the objectives
 * themselves as documents of OpenSLO.
 * @public
 */
export function generate(options: {
  definitions: readonly SloDefinition[];
  format: GeneratedFormat;
  options?: RuleOptions;
}): Generated {
  const { definitions, format } = options;
  const groupsOf = (some: readonly SloDefinition[]) =>
    some.flatMap(definition => rulesOf(definition, options.options));
  switch (format) {
    case 'openslo':
      return documentsOf(definitions);
    case 'prometheus':
      return { text: writeRuleFile(groupsOf(definitions)), remarks: [] };
    default:
      return {
        text: Array.from(byService(definitions), ([service, some]) =>
          writePrometheusRule({
            name: objectName(service),
            groups: groupsOf(some),
          }),
        ).join('---\n'),
        remarks: [],
      };
  }
}

function documentsOf(definitions: readonly SloDefinition[]): Generated {
  const written = definitions.map(definition => {
    const { objective, conditions } = definition;
    const { text, leftOut } = writeOpenSlo(objective, { conditions });
    return {
      text,
      leftOut: [...leftOut, ...alertsLeftOut(definition)],
      place: objective.place,
    };
  });
  return {
    text: written.map(({ text }) => text).join('---\n'),
    remarks: written.flatMap(({ leftOut, place }) =>
      leftOut.map(told => {
        const [message, remedy] = told.split('; ');
        return { ...place, at: '', message, remedy };
      }),
    ),
  };
}

/** What a document of Sloth says of its alerts has no place in OpenSLO. */
function alertsLeftOut({ objective, native }: SloDefinition): string[] {
  const isSloth = native.form === 'sloth' && objective.format !== 'openslo';
  return isSloth && (!native.slo.page.disabled || !native.slo.ticket.disabled)
    ? [
        'OpenSLO has no place for the names, labels and annotations of its alerts; generate their rules from the document itself',
      ]
    : [];
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
