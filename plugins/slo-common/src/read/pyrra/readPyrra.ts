import { problemsOf } from '@fairway/plugin-golden-path-common';
import type { Objective } from '../../model';
import type { PyrraObjective } from '../../rules/pyrra/model';
import { textOf } from '../fields';
import type { ReadOptions, ReadOutcome, YamlDocument } from '../types';
import { carriedOver, checkCarried } from './carried';
import { Findings } from './findings';
import { readIndicator } from './indicator';
import { readTarget, readWindow } from './numbers';
import { pyrraSchema, type PyrraDocument } from './schema';
import { recordedOf, sliOf } from './sli';

/** Whether a document is an objective of Pyrra. @public */
export function isPyrra({ value }: YamlDocument): boolean {
  return (
    textOf(value, 'apiVersion') === 'pyrra.dev/v1alpha1' &&
    textOf(value, 'kind') === 'ServiceLevelObjective'
  );
}

/**
 * Reads an objective of Pyrra. What Pyrra refuses is a problem, and so is what it takes without a word although its
 * rules could not work.
 * @public
 */
export function readPyrra(
  document: YamlDocument,
  _options?: ReadOptions,
): ReadOutcome {
  const findings = new Findings(document);
  const { problems, remarks } = findings;
  const parsed = pyrraSchema.safeParse(document.value);
  if (!parsed.success) {
    problemsOf({
      error: parsed.error,
      schema: pyrraSchema,
      input: document.value,
    }).forEach(problem => findings.problem(problem));
    return { definitions: [], problems };
  }
  const objective = nativeOf(parsed.data, findings);
  if (!objective || problems.length > 0) {
    return { definitions: [], problems };
  }
  return {
    definitions: [
      {
        objective: objectiveOf({ document, read: parsed.data, objective }),
        native: { form: 'pyrra', objective },
      },
    ],
    problems,
    ...(remarks.length > 0 && { remarks }),
  };
}

/** The objective as Pyrra knows it; nothing where a problem was found. */
function nativeOf(
  { metadata, spec }: PyrraDocument,
  findings: Findings,
): PyrraObjective | undefined {
  const { ruleOutput } = spec;
  const labels = metadata.labels ?? {};
  const target = readTarget(spec.target, findings);
  const windowSeconds = readWindow(spec.window, findings);
  const indicator = readIndicator(spec.indicator, findings);
  checkCarried(labels, findings);
  if (target === undefined || windowSeconds === undefined || !indicator) {
    return undefined;
  }
  return {
    name: metadata.name,
    ...(metadata.namespace && { namespace: metadata.namespace }),
    target,
    windowSeconds,
    indicator,
    alerting: alertingOf(spec.alerting ?? {}),
    performanceOverAccuracy: spec.performanceOverAccuracy ?? false,
    carried: {
      labels: carriedOver(labels),
      annotations: carriedOver(metadata.annotations ?? {}),
    },
    objectLabels: {
      all: labels,
      short: ruleOutput?.shortRulesLabels ?? {},
      long: ruleOutput?.longRulesLabels ?? {},
    },
  };
}

/** Empty texts are as if they were missing. */
function alertingOf(
  written: NonNullable<PyrraDocument['spec']['alerting']>,
): PyrraObjective['alerting'] {
  const { disabled, burnrates, absent, name, absentName, severities } = written;
  return {
    burnRates: !disabled && (burnrates ?? true),
    absent: absent ?? true,
    name: name || 'ErrorBudgetBurn',
    absentName: absentName || 'SLOMetricAbsent',
    severities: {
      absent: severities?.absent || 'critical',
      burns: [
        severities?.fastBurn || 'critical',
        severities?.mediumBurn || 'critical',
        severities?.slowBurn || 'warning',
        severities?.longTermBurn || 'warning',
      ],
    },
  };
}

/** The objective as all formats know it. */
function objectiveOf(options: {
  document: YamlDocument;
  read: PyrraDocument;
  objective: PyrraObjective;
}): Objective {
  const { document, read, objective } = options;
  const { name, namespace, carried, objectLabels, alerting } = objective;
  const recorded = recordedOf(objective);
  const line = document.lineOf('');
  return {
    id: namespace === undefined ? name : `${namespace}.${name}`,
    format: 'pyrra',
    name,
    title: name,
    ...(read.spec.description && { description: read.spec.description }),
    service:
      carried.labels.service ||
      objectLabels.all['app.kubernetes.io/name'] ||
      name,
    target: objective.target,
    window: { kind: 'rolling', seconds: objective.windowSeconds },
    budgeting: { method: 'occurrences' },
    labels: carried.labels,
    sli: sliOf(objective.indicator),
    ...(recorded && { recorded }),
    alerts: { page: alerting.burnRates, ticket: alerting.burnRates },
    place: { file: document.file, ...(line !== undefined && { line }) },
  };
}
