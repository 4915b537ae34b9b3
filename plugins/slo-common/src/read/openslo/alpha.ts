import { checkValue } from '@fairway/plugin-golden-path-common';
import { checkQueryTemplate } from '../../promql/window';
import type { SlothSlo } from '../../rules/sloth/model';
import { textOf } from '../fields';
import type { ReadOptions, SloDefinition, YamlDocument } from '../types';
import { definitionOf } from './definition';
import {
  sloOfAlpha,
  type MetricOfAlpha,
  type SloOfAlpha,
} from './schema/alpha';
import { problemAt, within, type Findings, type Placed } from './tell';

/** OpenSLO v1alpha as Sloth reads it, so that the rules are the same. */

const DAY_SECONDS = 24 * 3600;

/** Whether it is a document of OpenSLO v1alpha. */
export function isAlpha({ value }: YamlDocument): boolean {
  return (
    textOf(value, 'apiVersion') === 'openslo/v1alpha' &&
    ['SLO', 'Service'].includes(textOf(value, 'kind') ?? '')
  );
}

/** The objectives of a document; none of a service, and none when there is a problem, which is told. */
export function readAlpha(all: {
  document: YamlDocument;
  options: ReadOptions;
  findings: Findings;
}): SloDefinition[] {
  const { document, options, findings } = all;
  if (textOf(document.value, 'kind') === 'Service') {
    return [];
  }
  const { file, value, lineOf } = document;
  const checked = checkValue({ schema: sloOfAlpha, value, file });
  if (!checked.ok) {
    findings.problems.push(
      ...checked.problems.map(problem => {
        const line = lineOf(problem.at);
        return { ...problem, ...(line !== undefined && { line }) };
      }),
    );
    return [];
  }
  const slo: Placed<SloOfAlpha> = { value: checked.value, document, at: '' };
  const before = findings.problems.length;
  const definitions = checked.value.spec.objectives.map((_, index) =>
    objectiveOf({ slo, index, options, findings }),
  );
  return findings.problems.length > before ? [] : definitions;
}

function objectiveOf(all: {
  slo: Placed<SloOfAlpha>;
  index: number;
  options: ReadOptions;
  findings: Findings;
}): SloDefinition {
  const { slo, index, options, findings } = all;
  const { metadata, spec } = slo.value;
  const place = within(slo, `/spec/objectives/${index}`, undefined);
  const { ratioMetrics, target } = spec.objectives[index];
  const query = (name: 'good' | 'total') =>
    queryOf(
      within(place, `/ratioMetrics/${name}`, ratioMetrics[name]),
      findings,
    );
  const good = query('good');
  const total = query('total');
  const [window] = spec.timeWindows ?? [];
  const seconds = window ? window.count * DAY_SECONDS : options.periodSeconds;
  const alert = { disabled: true, name: '', labels: {}, annotations: {} };
  const native: SlothSlo = {
    id: `${spec.service}-${metadata.name}-${index}`,
    name: `${metadata.name}-${index}`,
    service: spec.service,
    ...(spec.description && { description: spec.description }),
    // As Sloth computes it, to the last digit.
    objective: target * 100,
    windowSeconds: seconds,
    labels: {},
    sli: {
      kind: 'raw',
      errorRatioQuery: `
  1 - (
    (
      ${good}
    )
    /
    (
      ${total}
    )
  )
`,
    },
    page: alert,
    ticket: alert,
    source: { mode: 'cli-gen-openslo', spec: 'openslo/v1alpha' },
  };
  return definitionOf({
    slo: native,
    isCounted: false,
    title: textOf(spec.objectives[index], 'displayName') ?? native.name,
    target,
    window: { kind: 'rolling', seconds },
    budgeting: { method: 'occurrences' },
    place,
  });
}

function queryOf(metric: Placed<MetricOfAlpha>, findings: Findings): string {
  const { source, queryType, query } = metric.value;
  if (!['prometheus', 'sloth'].includes(source)) {
    findings.problems.push(
      problemAt(within(metric, '/source', source), {
        message: `the source ${JSON.stringify(source)} is not read`,
        remedy: 'Write "prometheus"',
      }),
    );
  }
  if (queryType !== 'promql') {
    findings.problems.push(
      problemAt(within(metric, '/queryType', queryType), {
        message: `queries of the type ${JSON.stringify(
          queryType,
        )} are not read`,
        remedy: 'Write "promql", and the query in it',
      }),
    );
  }
  const problem = checkQueryTemplate(query);
  if (problem) {
    findings.problems.push(
      problemAt(within(metric, '/query', query), {
        message: problem.message,
        remedy:
          'Correct the query: PromQL with {{.window}} in place of its duration',
      }),
    );
  }
  return query;
}
