import fc from 'fast-check';
import { readYaml, writeYaml } from '../../yaml';

/** What people and programs put where something else belongs. */
const oddValue = fc.oneof(
  fc.constantFrom(
    ...['', ' ', 'x', 'tier-1', '8080', 'true', 'group:x', '../x', '${x}'],
    ...['a\nb', 'x'.repeat(600), '5 minutes', '\u2028', '*a', '&a', '<<'],
    ...['__proto__', 'constructor', '\u202ex', '9'.repeat(40), '2026-01-01'],
    ...['dev', 'prod', '500m', '10Gi', '^(a+)+$', '0x10', '1e999'],
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

/** A change of data, as a slip or another program makes it. */
interface Mutation {
  path: string[];
  act: 'remove' | 'replace' | 'rename' | 'add' | 'repeat' | 'text';
  value: unknown;
}

/** Changes a value in place; a path that is gone by now changes nothing. */
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
  if (act === 'text') {
    Reflect.set(
      parent,
      key,
      typeof held === 'string' ? Number(held) : `${held}`,
    );
  }
  if (act === 'repeat' && Array.isArray(parent)) {
    parent.push(held);
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

/** A YAML text with some of its data changed, or with the text changed as a slip of the hand does. */
export function mutatedYaml(
  text: string,
  options: { most: number },
): fc.Arbitrary<string> {
  const whole: unknown = readYaml(text);
  const amount = { minLength: 1, maxLength: options.most };
  return fc.oneof(
    fc
      .array(
        fc.record<Mutation>({
          path: fc.constantFrom(...pathsIn(whole)),
          act: fc.constantFrom(
            ...([
              'remove',
              'replace',
              'rename',
              'add',
              'repeat',
              'text',
            ] as const),
          ),
          value: oddValue,
        }),
        amount,
      )
      .map(mutations => {
        const value = structuredClone(whole);
        mutations.forEach(each => mutated(value, each));
        // A gap in a list becomes a null, and what a list cannot hold goes.
        return writeYaml(JSON.parse(JSON.stringify(value)));
      }),
    fc
      .array(
        fc.tuple(
          fc.nat(text.length),
          fc.nat(40),
          fc.oneof(
            fc.constantFrom(
              '',
              '\n',
              '\t',
              '  ',
              ': ',
              '- ',
              '"',
              '{',
              ']',
              '?',
            ),
            fc.constantFrom(
              '&a ',
              '*a',
              '<<: ',
              '!!str ',
              '--- ',
              '%YAML 1.2\n',
            ),
            fc.string({ unit: 'binary', maxLength: 5 }),
          ),
        ),
        amount,
      )
      .map(slips =>
        slips.reduce(
          (changed, [at, length, put]) =>
            changed.slice(0, at) + put + changed.slice(at + length),
          text,
        ),
      ),
  );
}
