import fc from 'fast-check';
import { formatProblem } from '@fairway/plugin-golden-path-common';
import { readSloDocuments } from './readSloDocuments';
import { yamlDocuments } from './yamlDocuments';

const sloth = (
  service: string,
  name = 'availability',
) => `version: prometheus/v1
service: ${service}
slos:
  - name: ${name}
    objective: 99.9
    sli: { raw: { error_ratio_query: "avg_over_time(ratio[{{.window}}])" } }
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }
`;

function read(files: Record<string, string>) {
  const { definitions, problems } = readSloDocuments({
    files: Object.entries(files).map(([file, text]) => ({ file, text })),
  });
  return {
    ids: definitions.map(({ objective }) => objective.id),
    lines: problems.map(formatProblem),
  };
}

describe('Documents in one file', () => {
  it('are told apart by their separators, wherever those may be', () => {
    const { documents, problems } = yamlDocuments({
      file: 'slo.yaml',
      text: '\uFEFF# head\r\n---\r\na: 1\r\n---\r\n# nothing\r\n--- {b: |\r\n---\r\nc: |\r\n  text\r\n  ---\r\n...\r\n%YAML 1.1\r\n---\r\nd:\r\n  e: yes\r\n',
    });
    expect(problems).toEqual([
      expect.objectContaining({ file: 'slo.yaml', line: 6 }),
    ]);
    expect(
      documents.map(({ value, index, lineOf }) => [
        index,
        value,
        lineOf(''),
        lineOf('/d/e'),
      ]),
    ).toEqual([
      [0, { a: 1 }, 3, 3],
      [1, { c: 'text\n---\n' }, 8, 8],
      [2, { d: { e: true } }, 14, 15],
    ]);
  });

  it('with a mistake do not keep the others from being read', () => {
    expect(
      read({
        'slo.yaml': `${sloth('ax')}---\na: [\n---\n${sloth(
          'bx',
        )}---\nx: 1\nx: 2\n`,
      }),
    ).toEqual({
      ids: ['ax-availability', 'bx-availability'],
      lines: [
        expect.stringMatching(/^slo\.yaml:9: malformed YAML: .+; .+/),
        'slo.yaml:20: the field x is there twice; Remove one of them',
      ],
    });
  });

  it('are read in the order in which they stand, of whatever format', () => {
    const openSlo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability }
spec:
  service: b
  indicator:
    metadata: { name: availability }
    spec:
      ratioMetric:
        rawType: failure
        raw: { metricSource: { type: Prometheus, spec: { query: ratio } } }
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;
    expect(
      read({
        '2.yaml': `${openSlo}---\n${sloth('cx')}`,
        '1.yaml': sloth('ax'),
      }),
    ).toEqual({
      ids: ['b-availability', 'cx-availability', 'ax-availability'],
      lines: [],
    });
  });

  it('never make the reader throw, whatever is in them', () => {
    const part = fc.constantFrom(
      ...['---\n', '...\n', '%YAML 1.2\n', 'apiVersion: openslo/v1\n', '- '],
      ...[
        'kind: SLO\n',
        'version: prometheus/v1\n',
        'spec:\n',
        '  slos: [',
        ']',
      ],
      ...['metadata: {name: a}\n', '&a ', '*a', '\u0000', '{{', '"', 'slos:\n'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), parts => {
        const text = parts.join('');
        const { problems } = readSloDocuments({ files: [{ file: 'f', text }] });
        const lines = text.split('\n').length;
        problems.forEach(problem => {
          expect(problem.line).toBeGreaterThan(0);
          expect(problem.line).toBeLessThanOrEqual(lines);
          expect(formatProblem(problem)).toMatch(/^f:\d+: .+; .+$/);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('A document that is about something else', () => {
  it.each([
    [
      'version: prometheus/v2',
      /:1: \/version: unknown version "prometheus\/v2"; .*prometheus\/v1/,
    ],
    [
      'apiVersion: apps/v1\nkind: Deployment',
      /:1: \/apiVersion: unknown version "apps\/v1"/,
    ],
    [
      'apiVersion: pyrra.dev/v1alpha1\nkind: Slo',
      /:2: \/kind: unknown kind "Slo" of pyrra.dev\/v1alpha1; Write ServiceLevelObjective/,
    ],
    [
      'apiVersion: 1',
      /:1: \/apiVersion: the document says no version that is known/,
    ],
    ['[1]', /the document is no mapping/],
  ])('is told what is known: %s', (text, expected) => {
    const { lines } = read({ 'slo.yaml': `${text}\n` });
    expect(lines).toEqual([expect.stringMatching(expected)]);
  });
});

describe('Two objectives with one id', () => {
  it('are told with both places, and the first one stays', () => {
    expect(read({ 'a.yaml': sloth('shop'), 'b.yaml': sloth('shop') })).toEqual({
      ids: ['shop-availability'],
      lines: [
        'b.yaml:4: the objective shop-availability is in a.yaml:4 already; Give one of them another name or service',
      ],
    });
  });
});
