import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeYaml } from './write';
import { readKubernetesYaml } from './kubernetes';

const table = readFileSync(
  join(__dirname, '../__fixtures__/sigs-k8s-yaml.txt'),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .filter(line => !line.startsWith('#'))
  .map(line => line.split('\t'));

/** The value of the first document, or `error`. */
function read(text: string): unknown {
  const { documents, problems } = readKubernetesYaml(text);
  return problems.length > 0 ? 'error' : documents[0]?.value ?? null;
}

describe('A manifest', () => {
  it('means what it means to the tools of Kubernetes', () => {
    expect(table.length).toBeGreaterThan(300);
    const told = table.map(([text]) => [text, read(JSON.parse(text))]);
    expect(told).toEqual(
      table.map(([text, json]) => [
        text,
        json === 'error' ? json : JSON.parse(json),
      ]),
    );
  });

  it('reads back what is written for it', () => {
    const numberLike = fc.stringMatching(/^[-+]?[0-9._eExo]{1,8}$/);
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.string(), numberLike),
          fc.oneof(fc.jsonValue({ maxDepth: 3 }), numberLike),
        ),
        value => {
          // As JSON has it, in which a zero has no sign.
          const plain = JSON.parse(JSON.stringify(value));
          expect(read(writeYaml(plain))).toEqual(plain);
        },
      ),
      { numRuns: 200, examples: [[{ '-_0': '0_x1f', '1_e_5': '+_.5' }]] },
    );
  });

  it('never makes the reader throw, whatever the text', () => {
    const part = fc.constantFrom(
      ...['a: ', '*a', '&a ', '\n', '  ', '- ', '{', '}', '[', '? ', '<<: '],
      ...[
        '!!int ',
        '"',
        "'",
        '|',
        '---\n',
        '%YAML 1.2',
        '{{',
        '\t',
        '0x',
        '# ',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), parts => {
        const { documents, problems } = readKubernetesYaml(parts.join(''));
        expect(
          JSON.stringify(documents.map(({ value }) => value)),
        ).toBeDefined();
        const lines = parts.join('').replace(/\n$/, '').split('\n').length;
        problems.forEach(({ line, message }) => {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(message).toMatch(/.; ./);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('tells the line of what a pointer leads to, or of the nearest place', () => {
    const [{ lineOf }] = readKubernetesYaml(
      'spec:\n  on:\n    - a\n    - b: 1\n      c: 2\n',
    ).documents;
    expect(
      ['/spec', '/spec/true/1/c', '/spec/true/9', '/none/at/all', ''].map(
        lineOf,
      ),
    ).toEqual([1, 5, 2, 1, 1]);
  });

  it.each(['a: b\nc: [\n', 'a: "b\n', 'a: b\n{\n\n\n', '['])(
    'tells what is missing at the end on a line that is there: %j',
    text => {
      const { problems } = readKubernetesYaml(text);
      const lines = text.split('\n').length;
      expect(problems).not.toEqual([]);
      problems.forEach(({ line }) => {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(Math.max(lines - 1, 1));
      });
    },
  );

  it('tells all fields that are there twice, each with its line', () => {
    expect(
      readKubernetesYaml('a: 1\nb: {c: 1,\n  c: 2}\na: 2').problems,
    ).toEqual([
      { line: 3, message: 'the field c is there twice; remove one of them' },
      { line: 4, message: 'the field a is there twice; remove one of them' },
    ]);
  });

  it('tells of an integer that is not read exactly', () => {
    const { documents, inexact } = readKubernetesYaml(
      'a: 9007199254740992\nb: 9007199254740993',
    );
    expect(documents[0].value).toEqual({ a: 2 ** 53, b: 2 ** 53 });
    expect(inexact).toEqual([
      {
        line: 2,
        message:
          '9007199254740993 is beyond 2^53 and is taken for 9007199254740992',
      },
    ]);
  });

  it.each([
    ['{{ if .Values.x }}', 1],
    ['a: 1\nb: {{ .Values.x }}', 2],
    ['a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}', 2],
    ['a: 1\nb:\n  {{- toYaml .Values.b | nindent 2 }}\nc: 1', 3],
    ['{{- include "x" . }}\na: {{ .b }}-c', 1],
    ['a:\n  {{- range .b }}\n  - x: {{ . }}\n  {{- end }}\nc: d', 2],
  ])('that is a template is told as one: %j', (text, line) => {
    expect(readKubernetesYaml(text).template).toBe(line);
  });

  it('may have templates of other tools in its texts', () => {
    const text = 'a: "{{ $labels.pod }}"\nb: |\n  {{ c }}\nc: x {{ y }}\n';
    expect(readKubernetesYaml(text)).toMatchObject({ problems: [] });
    expect(readKubernetesYaml(text).template).toBeUndefined();
    expect(readKubernetesYaml(`${text}d: [\n`).template).toBeUndefined();
  });

  it('is refused when its aliases unfold without end, or it is nested too deep', () => {
    const bomb = Array.from(
      { length: 12 },
      (_, level) =>
        `a${level}: &a${level} [${Array(9)
          .fill(level ? `*a${level - 1}` : 'x')
          .join(', ')}]`,
    ).join('\n');
    expect(readKubernetesYaml(bomb).problems[0].message).toContain('unfold');
    expect(readKubernetesYaml('['.repeat(100_000)).problems).toEqual([
      expect.objectContaining({ message: 'it is nested too deep; nest less' }),
    ]);
  });
});
