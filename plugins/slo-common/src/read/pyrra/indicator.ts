import {
  parseSelector,
  printSelector,
  type MetricSelector,
} from '../../promql/selector';
import type { PyrraIndicator } from '../../rules/pyrra/model';
import type { Findings } from './findings';
import { readLatency } from './numbers';
import type { PyrraDocument } from './schema';

type Written = PyrraDocument['spec']['indicator'];

const PLACE = '/spec/indicator';
const KINDS = ['ratio', 'latency', 'latencyNative', 'bool_gauge'] as const;

/** A limit of buckets. */
const LIMIT = /^([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$|^\+?Inf$/;

/** The one indicator that a document has. */
export function readIndicator(
  written: Written,
  findings: Findings,
): PyrraIndicator | undefined {
  const kinds = KINDS.filter(kind => written[kind]);
  if (kinds.length !== 1) {
    return findings.problem({
      at: PLACE,
      message:
        kinds.length === 0
          ? 'the indicator is missing'
          : `there are several indicators: ${kinds.join(', ')}`,
      expected: `one of ${KINDS.join(', ')}`,
      found: kinds.length === 0 ? 'nothing' : kinds.join(', '),
      remedy:
        kinds.length === 0
          ? 'Add "ratio", "latency", "latencyNative" or "bool_gauge"'
          : 'Keep one, and write an objective of its own for each other',
    });
  }
  const { ratio, latency, latencyNative, bool_gauge: boolGauge } = written;
  if (ratio) {
    return readRatio(ratio, findings);
  }
  if (latency) {
    return readLatencyIndicator(latency, findings);
  }
  if (latencyNative) {
    return readNativeLatency(latencyNative, findings);
  }
  return boolGauge ? readBoolGauge(boolGauge, findings) : undefined;
}

function readRatio(
  written: NonNullable<Written['ratio']>,
  findings: Findings,
): PyrraIndicator | undefined {
  const errors = readMetric(written.errors.metric, 'ratio/errors', findings);
  const total = readTotal(written.total.metric, 'ratio/total', findings);
  const grouping = readGrouping(written.grouping, 'ratio', findings);
  if (!errors || !total || !grouping) {
    return undefined;
  }
  if (printSelector(errors) === printSelector(total)) {
    return findings.problem({
      at: `${PLACE}/ratio/errors/metric`,
      message: 'errors and total are the same, so every event is bad',
      remedy: 'Select only the errors here, by a label such as code=~"5.."',
    });
  }
  return { kind: 'ratio', errors, total, grouping };
}

function readLatencyIndicator(
  written: NonNullable<Written['latency']>,
  findings: Findings,
): PyrraIndicator | undefined {
  const success = readMetric(
    written.success.metric,
    'latency/success',
    findings,
  );
  const total = readTotal(written.total.metric, 'latency/total', findings);
  const grouping = readGrouping(written.grouping, 'latency', findings);
  const limited = success && checkLimit(success, findings);
  if (!limited || !total || !grouping) {
    return undefined;
  }
  const usual: [MetricSelector, string, string][] = [
    [success, 'success', '_bucket'],
    [total, 'total', '_count'],
  ];
  for (const [{ name }, field, suffix] of usual) {
    if (!name.endsWith(suffix)) {
      findings.remark({
        at: `${PLACE}/latency/${field}/metric`,
        message: `${name} does not end in ${suffix}, as this metric of a histogram usually does`,
        remedy: 'Make sure that it is the one you mean',
      });
    }
  }
  return { kind: 'latency', success, total, grouping };
}

/** Whether a selector says which bucket it means. */
function checkLimit(success: MetricSelector, findings: Findings): boolean {
  const limit = success.matchers.find(({ name }) => name === 'le');
  const isSaid =
    limit !== undefined && !limit.op.startsWith('!') && LIMIT.test(limit.value);
  if (!isSaid) {
    findings.problem({
      at: `${PLACE}/latency/success/metric`,
      message:
        limit === undefined
          ? 'the label "le", which says what is fast enough, is missing'
          : `the label "le" is not one limit in seconds: ${
              limit.op
            }${JSON.stringify(limit.value)}`,
      expected: 'le="<number>"',
      found: limit === undefined ? 'nothing' : limit.value,
      remedy: 'Select one bucket of the histogram, such as le="0.5"',
    });
  }
  return isSaid;
}

function readNativeLatency(
  written: NonNullable<Written['latencyNative']>,
  findings: Findings,
): PyrraIndicator | undefined {
  const total = readTotal(
    written.total.metric,
    'latencyNative/total',
    findings,
  );
  const latencySeconds = readLatency(written.latency, findings);
  const grouping = readGrouping(written.grouping, 'latencyNative', findings);
  return total && latencySeconds !== undefined && grouping
    ? { kind: 'latency-native', total, latencySeconds, grouping }
    : undefined;
}

function readBoolGauge(
  written: NonNullable<Written['bool_gauge']>,
  findings: Findings,
): PyrraIndicator | undefined {
  const metric = readTotal(written.metric, 'bool_gauge', findings);
  const grouping = readGrouping(written.grouping, 'bool_gauge', findings);
  return metric && grouping
    ? { kind: 'bool-gauge', metric, grouping }
    : undefined;
}

function readMetric(
  text: string,
  place: string,
  findings: Findings,
): MetricSelector | undefined {
  const outcome = parseSelector(text);
  if ('selector' in outcome) {
    return outcome.selector;
  }
  const { offset, message } = outcome.problem;
  const found = text.trim();
  return findings.problem({
    at: `${PLACE}/${place}/metric`,
    message:
      found === ''
        ? 'the metric is empty'
        : `the metric cannot be used: ${message} (character ${offset + 1})`,
    expected: 'the selector of one metric',
    found: found.slice(0, 100),
    remedy: 'Write a selector such as http_requests_total{job="api"}',
  });
}

/** The metric whose labels the recorded series get. */
function readTotal(
  text: string,
  place: string,
  findings: Findings,
): MetricSelector | undefined {
  const selector = readMetric(text, place, findings);
  return selector?.matchers.some(({ name, op }) => name === 'slo' && op === '=')
    ? findings.problem({
        at: `${PLACE}/${place}/metric`,
        message:
          'the metric is selected by the label "slo", which holds the name of the objective in what is recorded',
        remedy: 'Select it by another label',
      })
    : selector;
}

function readGrouping(
  written: string[] | null | undefined,
  place: string,
  findings: Findings,
): string[] | undefined {
  const grouping = written ?? [];
  const index = grouping.indexOf('slo');
  return index < 0
    ? grouping
    : findings.problem({
        at: `${PLACE}/${place}/grouping/${index}`,
        message:
          'the label "slo" holds the name of the objective in what is recorded',
        remedy: 'Group by another label',
      });
}
