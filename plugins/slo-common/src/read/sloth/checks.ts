import type { Problem } from '@fairway/plugin-golden-path-common';
import { checkPromql } from '../../promql/check';
import { checkQueryTemplate, withWindow } from '../../promql/window';
import type { SlothDocument } from './document';
import type { WrittenAlert, WrittenPlugins, WrittenSlo } from './schema';

/** Tells what is wrong with a place of the document. */
export type Tell = (
  at: string,
  problem: Omit<Problem, 'at' | 'file' | 'line'>,
) => void;

/** Of services, objectives and their ids, as Sloth has it. */
const NAME = /^[A-Za-z0-9][-A-Za-z0-9_.]*[A-Za-z0-9]$/;

/** Plugins that change no rule. */
const HARMLESS = [
  'sloth.dev/core/noop/v1',
  'sloth.dev/core/debug/v1',
  'sloth.dev/core/validate/v1',
];

/** A key as part of a JSON pointer. */
function segment(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

export function checkName(at: string, name: string, tell: Tell): void {
  if (!NAME.test(name)) {
    tell(at, {
      message:
        name === ''
          ? 'the name is empty'
          : `${JSON.stringify(name)} is no name for series`,
      found: name,
      remedy:
        'Write two or more letters, digits, "-", "_" and ".", from a letter or digit to a letter or digit',
    });
  }
}

export function checkLabels(options: {
  at: string;
  labels: Record<string, string>;
  kind: 'label' | 'annotation';
  tell: Tell;
}): void {
  const { at, labels, kind, tell } = options;
  for (const [key, value] of Object.entries(labels)) {
    const place = `${at}/${segment(key)}`;
    if (key === '' || (kind === 'label' && key === '__name__')) {
      tell(place, {
        message: `${JSON.stringify(key)} is no name for a ${kind}`,
        remedy: 'Give it another name',
      });
    } else if (value === '') {
      tell(place, {
        message: `the ${kind} ${key} is empty`,
        remedy: `Give it a value, or remove it`,
      });
    }
  }
}

export function checkPlugins(
  at: string,
  plugins: WrittenPlugins,
  tell: Tell,
): void {
  if (plugins.overridePrevious) {
    tell(`${at}/overridePrevious`, {
      message: 'the rules of an objective cannot be replaced by plugins here',
      remedy: 'Remove it',
    });
  }
  plugins.chain.forEach(({ id }, index) => {
    if (!HARMLESS.includes(id)) {
      tell(`${at}/chain/${index}/id`, {
        message: `the plugin ${JSON.stringify(id)} cannot be run here`,
        found: id,
        remedy: 'Remove it, or generate these rules with Sloth',
      });
    }
  });
}

/** The form in which Sloth looks for the window; its templates would take others. */
const WINDOW = /\{\{ *\.window *\}\}/;

/** A comment at the end hides the parenthesis that Sloth puts behind a query. */
function endsInComment(query: string): boolean {
  return (
    query.includes('#') &&
    checkPromql(`(${withWindow(query, '1m')})`) !== undefined
  );
}

function queryProblem(query: string): string | undefined {
  const problem = checkQueryTemplate(query);
  if (problem) {
    const { offset, message } = problem;
    return offset > 0 ? `at character ${offset + 1}, ${message}` : message;
  }
  if (!WINDOW.test(query)) {
    return 'Sloth knows {{.window}} with or without spaces only';
  }
  return endsInComment(query)
    ? 'it ends in a comment without a line break, which would hide what follows in the rule'
    : undefined;
}

function checkQuery(at: string, query: string, tell: Tell): void {
  const message = queryProblem(query);
  if (message !== undefined) {
    tell(at, {
      message,
      ...(query !== '' && { found: query }),
      remedy:
        'Correct the query: PromQL with {{.window}} in place of its duration',
    });
  }
}

function checkIndicator(options: {
  document: SlothDocument;
  at: string;
  sli: WrittenSlo['sli'];
  tell: Tell;
}): void {
  const { document, at, tell } = options;
  const { events, raw, plugin } = options.sli;
  const { words } = document;
  if (plugin) {
    tell(`${at}/plugin`, {
      message: 'indicators of plugins cannot be run here',
      remedy: 'Write the query of the plugin as events or raw',
    });
    return;
  }
  if (events && raw) {
    tell(at, {
      message: 'there are two indicators, events and raw',
      remedy: 'Remove one of them',
    });
  } else if (!events && !raw) {
    tell(at, {
      message: 'the indicator is missing',
      remedy: `Write events with ${words.errorQuery} and ${words.totalQuery}, or raw with ${words.errorRatioQuery}`,
    });
  }
  if (events) {
    const { errorQuery, totalQuery } = events;
    checkQuery(`${at}/events/${words.errorQuery}`, errorQuery, tell);
    checkQuery(`${at}/events/${words.totalQuery}`, totalQuery, tell);
    if (errorQuery === totalQuery && errorQuery !== '') {
      tell(`${at}/events/${words.errorQuery}`, {
        message: `it is the same as ${words.totalQuery}, so that every event would be bad`,
        remedy: 'Select the bad events only',
      });
    }
  }
  if (raw) {
    checkQuery(`${at}/raw/${words.errorRatioQuery}`, raw.errorRatioQuery, tell);
  }
}

function checkAlerting(options: {
  document: SlothDocument;
  at: string;
  alerting: WrittenSlo['alerting'];
  tell: Tell;
}): void {
  const { document, at, alerting, tell } = options;
  const alerts: [string, WrittenAlert][] = [
    [`${at}/${document.words.page}`, alerting.page],
    [`${at}/${document.words.ticket}`, alerting.ticket],
  ];
  const enabled = alerts.filter(([, { disable }]) => !disable);
  if (enabled.length === 0) {
    return;
  }
  if (alerting.name === '') {
    tell(`${at}/name`, {
      message: 'the alerts have no name',
      remedy: `Name them, or disable ${document.words.page} and ${document.words.ticket}`,
    });
  }
  const kinds = ['label', 'annotation'] as const;
  for (const kind of kinds) {
    const parts: [string, WrittenAlert | WrittenSlo['alerting']][] = [
      [at, alerting],
      ...enabled,
    ];
    const overridden = new Set<string>();
    // What is written for each alert stands above what is written for all.
    for (const [place, part] of parts.reverse()) {
      const labels = Object.fromEntries(
        Object.entries(part[`${kind}s`]).filter(
          ([key]) => place !== at || !overridden.has(key),
        ),
      );
      Object.keys(labels).forEach(key => overridden.add(key));
      checkLabels({ at: `${place}/${kind}s`, labels, kind, tell });
    }
  }
}

/** All that is wrong with one objective. */
export function checkSlo(options: {
  document: SlothDocument;
  at: string;
  slo: WrittenSlo;
  tell: Tell;
}): void {
  const { document, at, slo, tell } = options;
  checkName(`${at}/name`, slo.name, tell);
  if (!(slo.objective > 0 && slo.objective < 100)) {
    tell(`${at}/objective`, {
      message:
        slo.objective === 100
          ? 'an objective of 100 % leaves no error budget'
          : `the objective ${slo.objective} is no percentage above 0 and below 100`,
      found: String(slo.objective),
      remedy: 'Write a percentage above 0 and below 100, such as 99.9',
    });
  }
  checkLabels({
    at: `${at}/labels`,
    labels: slo.labels,
    kind: 'label',
    tell,
  });
  checkPlugins(`${at}/plugins`, slo.plugins, tell);
  checkIndicator({ document, at: `${at}/sli`, sli: slo.sli, tell });
  checkAlerting({
    document,
    at: `${at}/alerting`,
    alerting: slo.alerting,
    tell,
  });
}
