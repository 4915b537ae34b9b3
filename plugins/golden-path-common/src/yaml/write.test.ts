import fc from 'fast-check';
import { load as loadJsYaml } from 'js-yaml';
import { parse } from 'yaml';
import { readYaml } from './read';
import { writeYaml } from './write';

/** What every reader that a document of ours may meet makes of it. */
function readBack(value: unknown): unknown[] {
  const text = writeYaml(value);
  return [
    parse(text, { version: '1.2' }),
    parse(text, { version: '1.1' }),
    loadJsYaml(text),
    readYaml(text),
  ];
}

function fourTimes(value: unknown): unknown[] {
  return [value, value, value, value];
}

// prettier-ignore
const hostile = [
  '', ' ', '~', 'null', 'Null', 'NULL', 'true', 'True', 'yes', 'Yes', 'NO', 'on', 'Off', 'y', 'N',
  'n', '0', '-0', '+1', '1_000', '0x1', '0X1F', '0o17', '017', '0b101', '-0b1', '1e3', '1E+3',
  '1.', '.5', '-.5', '+.5', '.inf', '-.INF', '+.Inf', '.nan', '.NaN', '12:30:45', '190:20:30.15',
  '1,000', '1.0.0', '10.0.0.1', '10.0.0.0/8', '2027-03-31', '2001-12-14t21:59:43.10-05:00',
  '2001-1-1 1:1:1', '2027-03', '-', '--', '---', '--- a', '...', '... a', '-a', '- a', '--flag=1',
  '?', '? a', '?a', ':', ':a', 'a:', 'a: b', 'a:b', ': a', '#', '# a', 'a #b', 'a#b', 'a# b', '!',
  '!!str a', '&a', '*a', '@a', '`a', '%a', '%YAML 1.2', '|', '>', '|-\n a', "'", '"', "it's",
  '"a"', "'a'", '{', '}', '{a}', '[', ']', '[a]', 'a, b', ',', '<<', '=', '<', '>a', '\\', '\\n',
  'a\\', '\t', 'a\t', '\ta', 'a\tb', ' a', 'a ', '\n', '\n\n', '\n\n\n', 'a\n', 'a\n\n', 'a\n\n\n',
  '\na', '\n\na\n', 'a\nb', 'a\n b', ' a\nb', '\n a', '\n\n  a\nb\n', '\ta\nb', 'a\n\tb', 'a \nb',
  'a\n \nb', 'a\n  \n', 'a\n\t\nb', ' \na', 'a\r\nb', 'a\rb', '\r', '\r\n', '# a\n# b\n',
  '---\na\n', '...\na\n', '- a\n- b', 'a: b\nc: d\n', '\u0000', '\u0007', '\u001b[31m', '\u007f',
  '\u0085', 'a\u0085b', '\u00a0', '\u2028', 'a\u2029b\nc', '\ufeff', 'a\ufeff', '\ufffe', '\uffff',
  '\ud800', '\udc00', 'a\ud83d', '\ud83d\ude00', '\u202eabc', '\u200b', 'é', '日本語', 'ünïcode: x',
  '\u00ad', '__proto__', 'constructor', 'toString', 'a'.repeat(2000), 'a b '.repeat(500),
  '${secrets.db.dsn}', '$(VAR)', '(a|b)', '^a$', ';', '+', '+a', '.', '..', './a', '.a', 'e0',
  'E+1', '+e1', '1234567e10', '0x', '0xg', '1 2', '500m', '768Mi', '5m', '25%', '100', '99.9',
  'sha256:abc', 'http://a.b/c?d=e#f', '*', '**', '*.example.com',
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostile) },
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...' \t\n\r:#-?,[]{}&*!|>\'"%@`~0123456789.eExXo_+abyYnN\u0085\u2028\ufeff\\<=',
    ),
  }),
  fc
    .array(fc.constantFrom(...hostile), { minLength: 2, maxLength: 4 })
    .map(lines => lines.join('\n')),
  fc.stringMatching(/^[-+]?[0-9._:eExo]{1,10}$/),
);

const data = fc.letrec<{ value: unknown; list: unknown; mapping: unknown }>(
  tie => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('mapping'),
    ),
    list: fc.array(tie('value'), { maxLength: 5 }),
    mapping: fc
      .array(fc.tuple(text, tie('value')), { maxLength: 5 })
      .map(entries => Object.fromEntries(entries)),
  }),
);

describe('What is written reads back identically', () => {
  it.each(hostile.map(each => [JSON.stringify(each).slice(0, 60), each]))(
    'the text %s, as value, key, item and in company',
    (_, each) => {
      for (const value of [
        each,
        { [each]: each, after: 1 },
        [each, [each, [each]], { a: { [each]: [each] } }],
        [[{ a: each, b: each }], each],
      ]) {
        expect(readBack(value)).toEqual(fourTimes(value));
      }
    },
  );

  it('any data with any texts', () => {
    fc.assert(
      fc.property(data.value, value => {
        expect(readBack(value)).toEqual(fourTimes(value));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([0, -0, 1, -1.5, 1e21, 1e-7, 1.5e300, 5e-324, 2 ** 53, 1e20, 0.1])(
    'the number %d',
    number => {
      const value = { value: number, list: [number] };
      expect(readBack(value)).toEqual(fourTimes(value));
    },
  );

  it('a member called __proto__ without touching the prototype', () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}');
    expect(readBack(value)).toEqual(fourTimes(value));
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('The style', () => {
  it('is block style with plain texts where both versions of YAML agree', () => {
    expect(
      writeYaml({
        apiVersion: 'apps/v1',
        metadata: { name: 'payments-api', annotations: {}, left: undefined },
        spec: {
          replicas: 4,
          image: 'registry.example.com/payments-api@sha256:abc',
          cpu: '500m',
          percent: '25%',
          args: ['--port=8080', 'on', '1.0', '2027-03-31', 'a: b'],
          nothing: null,
          empty: [],
          ports: [{ name: 'http', number: 8080 }, [1, [true]]],
        },
      }),
    ).toBe(`apiVersion: apps/v1
metadata:
  name: payments-api
  annotations: {}
spec:
  replicas: 4
  image: registry.example.com/payments-api@sha256:abc
  cpu: 500m
  percent: 25%
  args:
    - --port=8080
    - "on"
    - "1.0"
    - "2027-03-31"
    - "a: b"
  nothing: null
  empty: []
  ports:
    - name: http
      number: 8080
    - - 1
      - - true
`);
  });

  it('keeps text of several lines readable', () => {
    expect(
      writeYaml({
        one: 'a\n\nb: c # d\n',
        none: '\tx\ny',
        many: ['  indented\nnot\n\n'],
        quoted: 'bell \u0007\nnext',
      }),
    ).toBe(`one: |
  a

  b: c # d
none: |2-
  \tx
  y
many:
  - |2+
      indented
    not

quoted: "bell \\u0007\\nnext"
`);
  });

  it('shows what is invisible', () => {
    expect(
      writeYaml({ a: 'x\u202ey', b: '\u200b', c: '\u007f', d: '\ud800' }),
    ).toBe('a: "x\\u202ey"\nb: "\\u200b"\nc: "\\x7f"\nd: "\\ud800"\n');
  });

  it('gives the same bytes however often, also when more texts pass than it remembers', () => {
    const value = { a: 'on', b: ['1', 'two'] };
    const first = writeYaml(value);
    writeYaml(Array.from({ length: 20_000 }, (_, index) => `text-${index}`));
    expect(writeYaml(value)).toBe(first);
  });
});

describe('What is not plain data is refused with its place', () => {
  class Service {
    name = 'a';
  }
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  it.each<[string, unknown, RegExp]>([
    ['a date', { a: [1, new Date(0)] }, /an instance of Date at "\/a\/1"/],
    [
      'a class',
      { a: { b: new Service() } },
      /an instance of Service at "\/a\/b"/,
    ],
    ['a map', new Map(), /an instance of Map at ""/],
    ['NaN', { 'a/b~c': NaN }, /NaN at "\/a~1b~0c"/],
    ['infinity', [Infinity], /Infinity at "\/0"/],
    ['a big integer', { a: 1n }, /bigint at "\/a"/],
    ['a function', { a: () => 1 }, /function at "\/a"/],
    ['a hole in a list', { a: [1, undefined] }, /undefined at "\/a\/1"/],
    ['nothing at all', undefined, /undefined at ""/],
    ['itself', circular, /nested deeper than 200 levels/],
  ])('%s', (_, value, message) => {
    expect(() => writeYaml(value)).toThrow(message);
    expect(() => writeYaml(value)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
