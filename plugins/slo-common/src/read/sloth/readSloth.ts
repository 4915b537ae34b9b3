import type { Problem } from '@fairway/plugin-golden-path-common';
import type { Objective, Sli } from '../../model';
import { promDuration } from '../../promql/duration';
import { isPerSecond } from '../../promql/perSecond';
import { alertWindowsFor } from '../../rules/alertWindows';
import { decimal } from '../../rules/pyrra/numbers';
import { recordedSeconds } from '../../rules/sloth/indicator';
import type { SlothAlert, SlothSlo } from '../../rules/sloth/model';
import { ERROR_RATIO, ID_LABEL, mergedLabels } from '../../rules/sloth/names';
import type {
  ReadOptions,
  ReadOutcome,
  SloDefinition,
  YamlDocument,
} from '../types';
import {
  checkLabels,
  checkName,
  checkPlugins,
  checkSlo,
  type Tell,
} from './checks';
import {
  isSlothFile,
  isSlothObject,
  slothDocumentOf,
  type SlothDocument,
} from './document';
import type { WrittenAlert, WrittenSlo } from './schema';

/** Whether it is a document of Sloth, in either form. @public */
export function isSloth(document: YamlDocument): boolean {
  return isSlothFile(document) || isSlothObject(document);
}

function alertOf(
  alerting: WrittenSlo['alerting'],
  alert: WrittenAlert,
): SlothAlert {
  return alert.disable
    ? { disabled: true, name: '', labels: {}, annotations: {} }
    : {
        disabled: false,
        name: alerting.name,
        labels: mergedLabels(alerting.labels, alert.labels),
        annotations: mergedLabels(alerting.annotations, alert.annotations),
      };
}

function nativeOf(options: {
  document: SlothDocument;
  slo: WrittenSlo;
  periodSeconds: number;
}): SlothSlo {
  const { document, slo, periodSeconds } = options;
  const { spec, source, object } = document;
  const { events, raw } = slo.sli;
  return {
    id: `${spec.service}-${slo.name}`,
    name: slo.name,
    service: spec.service,
    ...(slo.description !== '' && { description: slo.description }),
    objective: slo.objective,
    windowSeconds: periodSeconds,
    labels: mergedLabels(spec.labels, slo.labels),
    sli: events
      ? { kind: 'events', ...events }
      : { kind: 'raw', errorRatioQuery: raw?.errorRatioQuery ?? '' },
    page: alertOf(slo.alerting, slo.alerting.page),
    ticket: alertOf(slo.alerting, slo.alerting.ticket),
    source,
    ...(object && { object }),
  };
}

function sliOf({ sli }: SlothSlo): Sli {
  if (sli.kind === 'raw') {
    return { kind: 'ratio', errorRatio: sli.errorRatioQuery };
  }
  const { errorQuery: bad, totalQuery: total } = sli;
  // Increases and gauges have a share too, and no number of events that could be told.
  return isPerSecond(bad) && isPerSecond(total)
    ? { kind: 'events', bad, total }
    : {
        kind: 'ratio',
        errorRatio: `(${bad}) / (${total})`,
        of: { bad, total },
      };
}

function objectiveOf(
  slo: SlothSlo,
  { format, place }: Pick<Objective, 'format' | 'place'>,
): Objective {
  const windows = alertWindowsFor(slo.windowSeconds);
  return {
    id: slo.id,
    format,
    name: slo.name,
    title: slo.name,
    ...(slo.description !== undefined && { description: slo.description }),
    service: slo.service,
    target: slo.objective / 100,
    window: { kind: 'rolling', seconds: slo.windowSeconds },
    budgeting: { method: 'occurrences' },
    labels: slo.labels,
    sli: sliOf(slo),
    recorded: {
      ratio: `${ERROR_RATIO}{{.window}}`,
      windows: recordedSeconds(slo.windowSeconds, windows).map(promDuration),
      key: { label: ID_LABEL, value: slo.id },
      matchers: {},
    },
    alerts: { page: !slo.page.disabled, ticket: !slo.ticket.disabled },
    place,
  };
}

/** The same name twice in a document; the first one is as good as the second. */
function checkRepeated({ spec, at }: SlothDocument, tell: Tell): void {
  const seen = new Map<string, number>();
  spec.slos.forEach(({ name }, index) => {
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, index);
    } else {
      tell(`${at}/slos/${index}/name`, {
        message: `the objective ${name} is written already at ${at}/slos/${first}`,
        found: name,
        remedy: 'Give one of them another name',
      });
    }
  });
}

/**
 * Reads a document of Sloth: a file of `prometheus/v1` or a `PrometheusServiceLevel`. What Sloth refuses is a problem
 * here; so is an objective of 100 %, which has no budget, and what only Sloth's plugins could answer.
 * @public
 */
export function readSloth(
  document: YamlDocument,
  options: ReadOptions,
): ReadOutcome {
  const { file, lineOf } = document;
  const placed = (problem: Problem): Problem => {
    const line = lineOf(problem.at);
    return { ...problem, file, ...(line !== undefined && { line }) };
  };
  const read = slothDocumentOf(document);
  if (Array.isArray(read)) {
    return { definitions: [], problems: read.map(placed) };
  }
  const problems: Problem[] = [];
  const tell: Tell = (at, problem) =>
    void problems.push(placed({ at, ...problem }));
  const { at, spec } = read;
  checkName(`${at}/service`, spec.service, tell);
  checkLabels({
    at: `${at}/labels`,
    labels: spec.labels,
    kind: 'label',
    tell,
  });
  checkPlugins(read.pluginsAt, spec.plugins, tell);
  spec.slos.forEach((slo, index) =>
    checkSlo({ document: read, at: `${at}/slos/${index}`, slo, tell }),
  );
  checkRepeated(read, tell);
  if (problems.length > 0) {
    return { definitions: [], problems };
  }
  const definitions = spec.slos.map((slo, index): SloDefinition => {
    const native = nativeOf({
      document: read,
      slo,
      periodSeconds: options.periodSeconds,
    });
    const line = lineOf(`${at}/slos/${index}`);
    return {
      objective: objectiveOf(native, {
        format: read.format,
        place: { file, ...(line !== undefined && { line }) },
      }),
      native: { form: 'sloth', slo: native },
    };
  });
  const remarks = [
    ...read.unknown.map(placed),
    ...spec.slos.flatMap(({ objective }, index) =>
      objective >= 0.5 && objective <= 1
        ? [placed(shareForPercent(`${at}/slos/${index}/objective`, objective))]
        : [],
    ),
  ];
  return { definitions, problems, ...(remarks.length > 0 && { remarks }) };
}

/** A slip that every tool takes without a word: its alerts would never fire. */
function shareForPercent(at: string, objective: number): Problem {
  return {
    at,
    message: `the objective is ${objective} %, so that nearly everything may fail`,
    found: String(objective),
    remedy: `Write a percentage, such as ${decimal(
      Number((objective * 100).toPrecision(12)),
    )}, if you mean that share`,
  };
}
