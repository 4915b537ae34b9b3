import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { mutatedYaml } from './__testUtils__/mutatedYaml';
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

/** The example with some of its data changed, or with its text changed as a slip of the hand does. */
const mutatedIntent = mutatedYaml(example, { most: 6 });

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

  it('are told up to a hundred, and then that there are more', () => {
    const keys = Array.from({ length: 101 }, (_, index) => `KEY ${index}`);
    const problems = problemsIn(
      withChange('keys: [dsn]', `keys: ['${keys.join("', '")}']`),
    );
    expect(problems).toHaveLength(101);
    expect(problems[100].message).toBe('only the first 100 problems are shown');
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

  it('that are one slip made twice are told once, with their lines', () => {
    const nameless = withChange('apiVersion: ', ': ');
    expect(problemsIn(`${nameless}: \n`)).toEqual([
      expect.objectContaining({
        line: 1,
        message:
          'the name of a field has to be text, found nothing (lines 1 and 79)',
      }),
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
