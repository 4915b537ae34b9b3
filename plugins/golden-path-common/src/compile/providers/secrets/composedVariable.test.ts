import fc from 'fast-check';
import { composedVariable, partNames } from './composedVariable';

/**
 * Expands a value as the kubelet does (k8s.io/kubernetes/third_party/forked/golang/expansion): byte by byte, so a
 * lone dollar before a letter beyond ASCII comes out broken.
 */
function expand(value: string, variables: Record<string, string>): string {
  const input = Buffer.from(value, 'utf8');
  const output: Buffer[] = [];
  const write = (text: string | Buffer) => output.push(Buffer.from(text));
  let cursor = 0;
  while (cursor < input.length) {
    if (input[cursor] !== 0x24 || cursor + 1 >= input.length) {
      write(input.subarray(cursor, cursor + 1));
      cursor += 1;
      continue;
    }
    const next = input[cursor + 1];
    if (next === 0x24) {
      write('$');
      cursor += 2;
    } else if (next === 0x28) {
      const end = input.indexOf(0x29, cursor + 2);
      if (end < 0) {
        write('$(');
        cursor += 2;
      } else {
        const name = input.subarray(cursor + 2, end).toString('utf8');
        write(variables[name] ?? `$(${name})`);
        cursor = end + 1;
      }
    } else {
      write(`$${String.fromCharCode(next)}`);
      cursor += 2;
    }
  }
  return Buffer.concat(output).toString('utf8');
}

const secrets = [
  { secret: 'db', key: 'dsn' },
  { secret: 'a-b', key: 'c' },
  { secret: 'a', key: 'b.c' },
  { secret: 'a', key: 'b-c' },
];
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '$',
    '$$',
    '$(',
    '$(HOME)',
    ')',
    '$$(',
    '$é',
    '(',
    '$ä)',
    '$(',
  ),
);
const part = fc.oneof(fc.record({ text }), fc.constantFrom(...secrets));

describe('A value that the kubelet composes', () => {
  it('is the text as it stands, with each secret in its place, whatever text and secrets hold', () => {
    fc.assert(
      fc.property(
        fc.array(part),
        fc.array(fc.constantFrom('HOME', 'SECRET_DB_DSN', 'SECRET_A_B_C')),
        fc.array(text, { minLength: 4, maxLength: 4 }),
        (parts, taken, values) => {
          const names = partNames(secrets, taken);
          const idOf = (each: { secret: string; key: string }) =>
            `${each.secret}.${each.key}`;
          const variables = Object.fromEntries([
            ...taken.map(name => [name, 'not a secret']),
            ...secrets.map((each, index) => [
              names.get(idOf(each)),
              values[index],
            ]),
          ]);
          const expected = parts
            .map(each =>
              'text' in each
                ? each.text
                : values[secrets.findIndex(one => idOf(one) === idOf(each))],
            )
            .join('');
          const composed = composedVariable(
            parts,
            each => names.get(idOf(each)) ?? '',
          );
          expect(expand(composed, variables)).toBe(expected);
        },
      ),
    );
  });

  it('takes its secrets from variables that nothing else is called', () => {
    expect([...partNames(secrets, ['SECRET_DB_DSN']).values()]).toEqual([
      'SECRET_DB_DSN_2',
      'SECRET_A_B_C',
      'SECRET_A_B_C_2',
      'SECRET_A_B_C_3',
    ]);
  });
});
