import { formatProblem } from './problem';
import { cpuQuantity, httpPath, repositoryPath } from './scalars';
import { checkValue } from './parse';
import type { z } from 'zod';

function problemOf(schema: z.ZodType, value: string) {
  const checked = checkValue({ schema, value, file: 'intent.yaml' });
  return checked.ok ? undefined : checked.problems[0];
}

describe('What a value is refused for', () => {
  it('is the limit where the form is right', () => {
    for (const cpu of ['64000', '6400000m']) {
      const problem = problemOf(cpuQuantity, cpu);
      expect(problem && formatProblem(problem)).toContain(
        'at most 9999 CPU cores (or 999999m)',
      );
    }
    expect(problemOf(cpuQuantity, 'much')?.expected).toContain('500m or 2');
    expect(problemOf(cpuQuantity, '9999')).toBeUndefined();
  });

  it('is the host that a path would name', () => {
    const problem = problemOf(httpPath, '//evil');
    expect(problem && formatProblem(problem)).toContain('"//" begins a host');
    expect(problemOf(httpPath, '/health//ready')).toBeUndefined();
  });

  it.each([
    [httpPath, '../../x'],
    [httpPath, 'health/../x'],
    [httpPath, 'health ready'],
    [httpPath, 'health'],
    [httpPath, './health'],
    [httpPath, '//evil'],
    [repositoryPath, '../../x'],
    [repositoryPath, '/docs/../x'],
    [repositoryPath, '/docs//x'],
    [repositoryPath, './docs/x.md'],
  ])('comes with no suggestion that is refused in turn (%#: %s)', (...row) => {
    const [schema, value] = row;
    const problem = problemOf(schema, value);
    expect(problem).toBeDefined();
    const again =
      problem?.nearest === undefined
        ? undefined
        : problemOf(schema, problem.nearest);
    expect(again).toBeUndefined();
  });
});
