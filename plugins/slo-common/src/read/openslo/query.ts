import { checkPromql } from '../../promql/check';
import { checkQueryTemplate, hasWindow } from '../../promql/window';
import type { OpenSloObjects } from './objects';
import type { Metric } from './schema/indicator';
import { problemAt, within, type Findings, type Placed } from './tell';

/** Stores that answer PromQL, by their names in lower case without spaces and dashes. */
const PROMETHEUS_LIKE = [
  'prometheus',
  'promql',
  'mimir',
  'grafanamimir',
  'grafanacloud',
  'cortex',
  'thanos',
  'victoriametrics',
  'amazonprometheus',
  'amazonmanagedprometheus',
  'googlemanagedprometheus',
  'azureprometheus',
  'azuremanagedprometheus',
  'gmp',
  'amp',
];

/** Names under which tools keep the query. */
const QUERY_FIELDS = ['query', 'promql'];

interface Options {
  metric: Placed<Metric>;
  objects: OpenSloObjects;
  findings: Findings;
}

/** The query of a metric, with its place; undefined when there is a problem with it, which is told. */
export function queryOf(options: Options): Placed<string> | undefined {
  const { metric, findings } = options;
  const { spec } = metric.value.metricSource;
  const source = within(metric, '/metricSource', metric.value.metricSource);
  if (!isPrometheus(options)) {
    return undefined;
  }
  const field = QUERY_FIELDS.find(each => Object.hasOwn(spec, each));
  const query = field === undefined ? undefined : spec[field];
  if (field === undefined || query === undefined || query === null) {
    findings.problems.push(
      problemAt(within(source, '/spec/query', undefined), {
        message: 'missing field "query"',
        remedy: 'Add "query": the expression in PromQL',
      }),
    );
    return undefined;
  }
  const others = Object.keys(spec).filter(each => each !== field);
  if (others.length > 0) {
    findings.remarks.push(
      problemAt(within(source, `/spec/${others[0]}`, undefined), {
        message: `of the fields of the source only "${field}" is used, and not ${others.join(
          ', ',
        )}`,
        remedy: 'Remove what is not meant for another tool',
      }),
    );
  }
  if (typeof query !== 'string') {
    findings.problems.push(
      problemAt(within(source, `/spec/${field}`, undefined), {
        message: 'the query is no text',
        remedy: 'Write the expression in PromQL, in quotes',
      }),
    );
    return undefined;
  }
  return checked(
    within(source, `/spec/${field}`, withoutComments(query)),
    findings,
  );
}

/** Texts of PromQL, in which a `#` begins no comment, and comments. */
const TEXT_OR_COMMENT =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*/g;

/** A query becomes a part of others, whose rest a comment would swallow. */
function withoutComments(query: string): string {
  return query
    .replace(TEXT_OR_COMMENT, part => (part.startsWith('#') ? '' : part))
    .trim();
}

function checked(
  query: Placed<string>,
  findings: Findings,
): Placed<string> | undefined {
  const problem =
    hasWindow(query.value) || query.value.includes('{{')
      ? checkQueryTemplate(query.value)
      : checkPromql(query.value);
  if (problem) {
    findings.problems.push(
      problemAt(query, {
        message:
          query.value === ''
            ? 'the query is empty'
            : `the query cannot be read as PromQL: at character ${
                problem.offset + 1
              }, ${problem.message}`,
        remedy:
          query.value === ''
            ? 'Write the expression in PromQL'
            : 'Correct the query',
      }),
    );
    return undefined;
  }
  return query;
}

function isPrometheus({ metric, objects, findings }: Options): boolean {
  const { type, metricSourceRef } = metric.value.metricSource;
  const at = (field: string) =>
    within(metric, `/metricSource/${field}`, undefined);
  const reference =
    metricSourceRef === undefined
      ? undefined
      : within(metric, '/metricSource/metricSourceRef', metricSourceRef);
  if (type !== undefined) {
    if (reference && objects.DataSource.lacks(reference.value)) {
      findings.remarks.push(
        problemAt(reference, {
          message: `there is no DataSource called ${reference.value} in these documents, and its type is known all the same`,
          remedy: 'Add its document where others need it',
        }),
      );
    }
    return hasType({ type, place: at('type'), findings });
  }
  if (!reference) {
    findings.problems.push(
      problemAt(at('type'), {
        message: 'missing field "type"',
        remedy:
          'Add "type": Prometheus, or "metricSourceRef" with the name of a DataSource',
      }),
    );
    return false;
  }
  const found = objects.DataSource.resolve(reference, findings);
  return (
    found !== undefined &&
    hasType({ type: found.value.spec.type, place: reference, findings })
  );
}

function hasType(options: {
  type: string;
  place: Placed<unknown>;
  findings: Findings;
}): boolean {
  const { type, place, findings } = options;
  const plain = type.toLowerCase().replace(/[^a-z]/g, '');
  if (PROMETHEUS_LIKE.includes(plain)) {
    return true;
  }
  findings.problems.push(
    problemAt(place, {
      message: `rules can be made of Prometheus and what answers PromQL, not of a source of the type ${JSON.stringify(
        type,
      )}`,
      remedy:
        'Take the metric from Prometheus, Mimir, Thanos or VictoriaMetrics',
    }),
  );
  return false;
}
