import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readYaml, writeYaml } from '../yaml';
import { parseIntent } from './parse';
import { formatProblem, type Problem } from './problem';

const example = readFileSync(
  path.join(__dirname, '../__fixtures__/payments-api.yaml'),
  'utf8',
);

function problemsIn(text: string): Problem[] {
  const parsed = parseIntent(text, { file: 'intent.yaml' });
  return parsed.ok ? [] : parsed.problems;
}

/** The example with one part of it replaced. */
function withChange(from: string | RegExp, to: string): string {
  const changed = example.replace(from, () => to);
  expect(changed).not.toBe(example);
  return changed;
}

/** What people and programs put where something else belongs. */
const oddValue = fc.oneof(
  fc.constantFrom(
    ...['', ' ', 'x', 'tier-1', '8080', 'true', 'group:x', '../x', '${x}'],
    ...['a\nb', 'x'.repeat(600), '5 minutes', '\u2028', '*a', '&a', '<<'],
    ...[0, -1, 1.5, 1e21, true, null],
  ),
  fc.json().map(text => JSON.parse(text)),
);

/** The paths of all that a value holds. */
function pathsIn(value: unknown, at: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => [
        [...at, key],
        ...pathsIn(each, [...at, key]),
      ])
    : [];
}

const exampleValue: unknown = readYaml(example);
const examplePaths = pathsIn(exampleValue);

interface Mutation {
  path: string[];
  act: 'remove' | 'replace' | 'rename' | 'add';
  value: unknown;
}

function mutated(value: unknown, { path: at, act, value: odd }: Mutation) {
  const parent = at
    .slice(0, -1)
    .reduce<unknown>(
      (each, key) => (isObject(each) ? Reflect.get(each, key) : undefined),
      value,
    );
  const [key] = at.slice(-1);
  if (!isObject(parent)) {
    return;
  }
  const held: unknown = Reflect.get(parent, key);
  if (act === 'remove' || act === 'rename') {
    Reflect.deleteProperty(parent, key);
  }
  if (act === 'replace') {
    Reflect.set(parent, key, odd);
  }
  if (act === 'rename' || act === 'add') {
    Reflect.set(
      parent,
      `${key}${JSON.stringify(odd).slice(0, 3)}`,
      held ?? odd,
    );
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The example with some of its data changed, or with its text changed as a slip of the hand does. */
const mutatedIntent = fc.oneof(
  fc
    .array(
      fc.record<Mutation>({
        path: fc.constantFrom(...examplePaths),
        act: fc.constantFrom('remove', 'replace', 'rename', 'add'),
        value: oddValue,
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map(mutations => {
      const value = structuredClone(exampleValue);
      mutations.forEach(each => mutated(value, each));
      // A gap in a list becomes a null, and what a list cannot hold goes.
      return writeYaml(JSON.parse(JSON.stringify(value)));
    }),
  fc
    .array(
      fc.tuple(
        fc.nat(example.length),
        fc.nat(40),
        fc.oneof(
          fc.constantFrom('', '\n', '\t', '  ', ': ', '- ', '"', '{', ']', '?'),
          fc.string({ unit: 'binary', maxLength: 5 }),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map(slips =>
      slips.reduce(
        (text, [at, length, put]) =>
          text.slice(0, at) + put + text.slice(at + length),
        example,
      ),
    ),
);

describe('Many mistakes in one file', () => {
  it('are all told, in the order of the file, each once', () => {
    const keys = Array.from({ length: 98 }, (_, index) => `KEY ${index}`);
    const problems = problemsIn(
      withChange('keys: [dsn]', `keys: ['${keys.slice(0, 50).join("', '")}']`)
        .replace('keys: [api-key]', `keys: ['${keys.slice(50).join("', '")}']`)
        .replace('tier: tier-1', 'tier: gold')
        .replace('min: 4', 'min: 40'),
    );
    expect(problems).toHaveLength(100);
    expect(new Set(problems.map(formatProblem)).size).toBe(100);
    const lines = problems.map(({ line }) => line ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('of one dependency are told once, for the kind that was meant', () => {
    const text = withChange(
      '- external: api.stripe.com:443\n      owner: group:payments',
      '- external: stripe\n      owner: 7',
    );
    expect(problemsIn(text).map(({ at }) => at)).toEqual([
      '/spec/dependencies/3/external',
      '/spec/dependencies/3/owner',
    ]);
  });

  it('never say the same thing in the message and in what to do', () => {
    fc.assert(
      fc.property(mutatedIntent, text => {
        const repeated = problemsIn(text).filter(
          ({ expected, remedy, message }) =>
            message.startsWith(`expected ${expected}`) &&
            remedy.replace(/^Write "/, '').includes(` ${expected}`),
        );
        expect(repeated).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('are found whatever was done to an intent: reading never throws, and each problem has a line of the file', () => {
    fc.assert(
      fc.property(mutatedIntent, text => {
        const parsed = parseIntent(text, { file: 'intent.yaml' });
        const problems = parsed.ok ? [] : parsed.problems;
        expect(parsed.ok || problems.length > 0).toBe(true);
        const lines = text.replace(/\n$/, '').split('\n').length;
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(lines);
          expect(problem.remedy).not.toBe('');
          expect(formatProblem(problem)).toMatch(/^intent\.yaml:\d+: .+; .+$/);
        }
        const told = problems.map(({ at, message }) => `${at} ${message}`);
        expect(told).toEqual([...new Set(told)]);
      }),
      { numRuns: 500 },
    );
  });
});
