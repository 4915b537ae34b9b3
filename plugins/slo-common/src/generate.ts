import type { Problem } from '@fairway/plugin-golden-path-common';
import type { RuleGroup } from './model';
import { operatorObjects } from './operatorObjects';
import type { SloDefinition } from './read/types';
import type { RuleOptions } from './rules/options';
import { conditionRules } from './rules/openslo';
import { pyrraRules, type PyrraObjective } from './rules/pyrra';
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
  { native, objective: { conditions = [] } }: SloDefinition,
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
 * The rules of objectives as a file of Prometheus or as objects of its operator; or the objectives
 * themselves as documents of OpenSLO.
 * @public
 */
export function generate(options: {
  definitions: readonly SloDefinition[];
  format: GeneratedFormat;
  options?: RuleOptions;
}): Generated {
  const { definitions, format } = options;
  const groupsOf = (definition: SloDefinition) =>
    rulesOf(definition, options.options);
  switch (format) {
    case 'openslo':
      return documentsOf(definitions);
    case 'prometheus':
      return {
        text: writeRuleFile(definitions.flatMap(groupsOf)),
        remarks: [],
      };
    default:
      return {
        text: operatorObjects({
          definitions,
          options: options.options ?? {},
          groupsOf,
        })
          .map(writePrometheusRule)
          .join('---\n'),
        remarks: [],
      };
  }
}

function documentsOf(definitions: readonly SloDefinition[]): Generated {
  const written = definitions.map(definition => {
    const { objective } = definition;
    const { text, leftOut } = writeOpenSlo(objective);
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

const FROM_ITSELF = 'generate their rules from the document itself';

/** What a document of Sloth or Pyrra says of its alerts has no place in OpenSLO. */
function alertsLeftOut({ objective, native }: SloDefinition): string[] {
  if (native.form === 'pyrra') {
    return pyrraLeftOut(native.objective);
  }
  const isSloth = objective.format !== 'openslo';
  return isSloth && (!native.slo.page.disabled || !native.slo.ticket.disabled)
    ? [
        `OpenSLO has no place for the names, labels and annotations of its alerts; ${FROM_ITSELF}`,
      ]
    : [];
}

function pyrraLeftOut({ alerting, indicator }: PyrraObjective): string[] {
  const { burnRates, absent, absentName } = alerting;
  const groups = indicator.grouping.join(' and ');
  return [
    ...(burnRates
      ? [
          `OpenSLO has no place for the windows, factors, names, severities and annotations of Pyrra's alerts, and the usual pairs of windows take their place; ${FROM_ITSELF}`,
        ]
      : []),
    ...(absent
      ? [
          `OpenSLO has no place for the alert ${absentName}, which tells that the metric is missing; ${FROM_ITSELF}`,
        ]
      : []),
    ...(groups === ''
      ? []
      : [
          `OpenSLO has no place for what is told for each ${groups}, and all of them are counted together; ${FROM_ITSELF}`,
        ]),
  ];
}
