import { show } from './__testUtils__/show';
import { compileCel, createCelEnvironment } from './environment';
import { DYN } from './language/types';
import { celValue } from './values';
import reference from './__fixtures__/reference/results.json';

/** Where the engine answers otherwise than the API server, and why that stays. None of them lets a policy pass. */
const DIFFERENT: Record<string, string> = {
  'double("1_0")':
    'digits with a line between them are no number here: nobody writes them, and an error is the safe side',
  'duration(1000000000)':
    'the API server refuses this literal, and takes the same number from a field',
  '"a".matches("(?P<x>a)(?P<x>b)")':
    're2js refuses two groups of one name, as RE2 itself does; Go takes them',
};
/** Refused there when the policy is created, an error here when it is asked: the verdict is an error in both. */
const LATER = new Set(['"%s".format([optional.of(1)])', '"%d".format([1.5])']);

const env = createCelEnvironment({ object: DYN });

function outcomeOf(expression: string): string {
  const compiled = compileCel(env, expression);
  if (!compiled.ok) return 'refused';
  try {
    return `value ${show(compiled.run({ object: celValue({ a: 1 }) }))}`;
  } catch {
    return 'error';
  }
}

function expectedOf(each: (typeof reference.cases)[number]): string {
  if (each.value !== undefined) return `value ${each.value}`;
  return each.refused === undefined || LATER.has(each.expression)
    ? 'error'
    : 'refused';
}

describe(`The engine answers as ${reference.library}`, () => {
  const cases = reference.cases.filter(
    ({ expression }) => !(expression in DIFFERENT),
  );

  it.each(cases.map(each => [each.expression, expectedOf(each)] as const))(
    '%s',
    (expression, expected) => {
      expect(outcomeOf(expression)).toBe(expected);
    },
  );

  it.each(Object.keys(DIFFERENT))('but for %s', expression => {
    const each = reference.cases.find(one => one.expression === expression);
    expect(each && outcomeOf(expression)).not.toBe(each && expectedOf(each));
  });
});
