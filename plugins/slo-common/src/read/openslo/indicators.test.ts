import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { promtool, whyNoPromtool } from '../../__testUtils__/promtool';
import { generate } from '../../generate';
import { readSloDocuments } from '../readSloDocuments';

const missing = whyNoPromtool();
const describeWithPromtool = missing === undefined ? describe : describe.skip;
const note = missing === undefined ? '' : ` (skipped: ${missing})`;

const metric = (query: string) =>
  `{ metricSource: { type: Prometheus, spec: { query: '${query}' } } }`;

const sloOf = (
  name: string,
  indicator: string,
  objective = '',
  method = 'Occurrences',
) => `
apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: shop
  indicator: { metadata: { name: ${name} }, spec: { ${indicator} } }
  budgetingMethod: ${method}
  objectives: [{ target: 0.9${objective} }]
`;

const COUNTED = `ratioMetric: { counter: true, good: ${metric(
  'good_total',
)}, total: ${metric('all_total')} }`;

/** Documents with the share of bad events that Prometheus has to find over an hour. */
const CASES: [name: string, document: string, share: number][] = [
  ['counter', sloOf('counter', COUNTED), 0.2],
  [
    'gauge',
    sloOf(
      'gauge',
      `ratioMetric: { counter: false, bad: ${metric(
        'queue{state="late"}',
      )}, total: ${metric('sum(queue)')} }`,
    ),
    0.25,
  ],
  [
    'recorded',
    sloOf(
      'recorded',
      `ratioMetric: { rawType: success, raw: ${metric('success:ratio')} }`,
    ),
    0.1,
  ],
  [
    'threshold',
    sloOf(
      'threshold',
      `thresholdMetric: ${metric('up')}`,
      ', op: gte, value: 1',
    ),
    0.5,
  ],
  [
    'slices',
    sloOf(
      'slices',
      COUNTED,
      ', timeSliceTarget: 0.85, timeSliceWindow: 5m',
      'Timeslices',
    ),
    1,
  ],
  [
    'good-slices',
    sloOf(
      'good-slices',
      COUNTED,
      ', timeSliceTarget: 0.75, timeSliceWindow: 5m',
      'Timeslices',
    ),
    0,
  ],
  [
    'mean-of-slices',
    sloOf(
      'mean-of-slices',
      COUNTED,
      ', timeSliceWindow: 10m',
      'RatioTimeslices',
    ),
    0.2,
  ],
];

const SERIES = {
  good_total: '0+80x400',
  all_total: '0+100x400',
  'queue{state="late"}': '5x400',
  'queue{state="ok"}': '15x400',
  'success:ratio': '0.9x400',
  'up{instance="a"}': '1x400',
  'up{instance="b"}': '0x400',
};

describeWithPromtool(`Indicators of OpenSLO${note}`, () => {
  it('are to Prometheus what the specification says', async () => {
    const { definitions, problems } = readSloDocuments({
      files: [
        { file: 'slo.yaml', text: CASES.map(([, text]) => text).join('---') },
      ],
    });
    expect(problems).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'openslo-'));
    try {
      const { text } = generate({ definitions, format: 'prometheus' });
      writeFileSync(join(folder, 'rules.yaml'), text);
      const test = join(folder, 'test.yaml');
      writeFileSync(
        test,
        stringify({
          rule_files: ['rules.yaml'],
          evaluation_interval: '1m',
          tests: [
            {
              interval: '1m',
              input_series: Object.entries(SERIES).map(([series, values]) => ({
                series,
                values,
              })),
              promql_expr_test: CASES.map(([name, , share]) => ({
                // Sums of fractions have a rest.
                expr: `round(slo:sli_error:ratio_rate1h{sloth_slo="${name}"}, 0.0001)`,
                eval_time: '4h',
                exp_samples: [
                  {
                    labels: `{sloth_id="shop-${name}",sloth_service="shop",sloth_slo="${name}",sloth_window="1h"}`,
                    value: share,
                  },
                ],
              })),
            },
          ],
        }),
      );
      expect(
        await promtool('check', 'rules', join(folder, 'rules.yaml')),
      ).toMatchObject({ passed: true });
      expect(await promtool('test', 'rules', test)).toEqual({
        passed: true,
        output: expect.anything(),
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
