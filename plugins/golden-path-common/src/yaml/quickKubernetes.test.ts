import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { readKubernetesYaml } from './kubernetes';
import { readKubernetesQuickly } from './quickKubernetes';

const PLUGINS = resolve(__dirname, '../../..');

/** Documents of people and tools, of every format that is read. */
const documents = ['slo-common/src/__fixtures__', 'golden-path-common/src']
  .flatMap(folder =>
    readdirSync(join(PLUGINS, folder), {
      recursive: true,
      encoding: 'utf8',
    }).map(file => join(PLUGINS, folder, file)),
  )
  .filter(file => /\.ya?ml$/.test(file))
  .flatMap(file => readFileSync(file, 'utf8').split(/^---\n/m))
  .filter(text => text.trim() !== '' && text.length < 4_000)
  .map(text => (text.endsWith('\n') ? text : `${text}\n`))
  .slice(0, 400);

/** Every place that a value has, and some that it has not. */
function pointersOf(value: unknown, at = ''): string[] {
  const inner =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    at,
    `${at}/nowhere`,
    `${at}/0`,
    ...inner.flatMap(([name, member]) =>
      pointersOf(
        member,
        `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      ),
    ),
  ];
}

/** @returns whether it was read quickly, which must be to the same value and the same lines */
function readBothWays(text: string): boolean {
  const quick = readKubernetesQuickly(text);
  if (!quick) {
    return false;
  }
  const exact = readKubernetesYaml(text, { nonFinite: true });
  expect(exact.problems).toEqual([]);
  expect(exact.documents.map(({ value }) => value)).toEqual([quick.value]);
  const pointers = pointersOf(quick.value);
  expect(pointers.map(at => [at, quick.lineOf(at)])).toEqual(
    pointers.map(at => [at, exact.documents[0].lineOf(at)]),
  );
  return true;
}

const part = fc.constantFrom(
  ...[
    'a: ',
    'b:',
    '- ',
    '-',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    ' ',
    '  ',
    '  # c',
  ],
  ...['{', '}', '[', ']', ', ', ',', ': ', ':', '#', ' # c', '"', "'", '? '],
  ...['|', '>', '|-\n', '>+\n', '|2\n', '\\', '\\n', '\\x41', '\\/', '%', '@'],
  ...['yes', '0100', '1.5', '~', 'null', '1_000', '.inf', '-1', '1:30', '-0'],
  ...['<<: ', '--- ', '\n---\n', '\n...\n', '\n\n', '\n\n\n  ', '\t', '\r\n'],
  ...['x y', '"a"', "'b'", '""', "a''b", '[a, b]', '{a: b}', '{a: {b: c}}'],
  ...['{"a":b}', '[a: b]', '{a}', '{a, b}', '[a, , b]', '{? a : b}', '- - a'],
  ...['é', '\u00a0', '\u2028', '&x ', '*x', '!!str ', '!', ' * ', 'a: b: c'],
  ...[
    '__proto__: ',
    '2026-01-01',
    '123: ',
    'true: ',
    '1.0: ',
    '9007199254740993',
  ],
);
const made = fc
  .array(part, { minLength: 1, maxLength: 12 })
  .map(parts => `${parts.join('')}\n`);
/** A document with some slips of the hand in it. */
const mutated = fc
  .tuple(
    fc.constantFrom(...documents),
    fc.array(
      fc.record({
        at: fc.nat(4_000),
        gone: fc.nat(4),
        put: fc.oneof(fc.constant(''), part),
      }),
      { maxLength: 3 },
    ),
  )
  .map(([text, slips]) =>
    slips.reduce((left, { at, gone, put }) => {
      const from = at % left.length;
      return `${left.slice(0, from)}${put}${left.slice(from + gone)}\n`;
    }, text),
  );

describe('A document that is read quickly', () => {
  it('is one of nearly all that people write', () => {
    expect(documents.length).toBeGreaterThan(100);
    const quick = documents.filter(readBothWays);
    expect(quick.length / documents.length).toBeGreaterThan(0.8);
  });

  it.each([
    ['anchors and aliases', 'a: &x 1\nb: *x\n'],
    ['tags', 'a: !!str 1\n'],
    ['merge keys', 'a: { b: 1 }\n<<: { c: 2 }\n'],
    ['names that are no texts', 'yes: 1\n'],
    ['pairs in a list', 'a: [b: c]\n'],
    ['names without a value in braces', 'a: { b, c }\n'],
    ['braces over several lines', 'a: { b: 1,\n c: 2 }\n'],
    ['quotes over several lines', 'a: "b\n  c"\n'],
    ['a field that is there twice', 'a: 1\na: 2\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['block of text without a line break at its end', 'a: |\n  b'],
    ['text that says nothing', '# nothing\n'],
    ['text for itself', '  |-\n # text\n'],
  ])('has no %s', (_, text) => {
    expect(readKubernetesQuickly(text)).toBeUndefined();
  });

  it('has the value and the lines that the exact reader gives it, whatever the text', () => {
    let quick = 0;
    const property = fc.property(fc.oneof(made, mutated), text => {
      quick += Number(readBothWays(text));
    });
    fc.assert(property, { numRuns: 1_000 });
    expect(quick).toBeGreaterThan(100);
  });
});
