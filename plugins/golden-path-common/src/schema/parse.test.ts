import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  documentKind,
  checkIntent,
  parseDocument,
  parseIntent,
  parseResourceDeclaration,
} from './parse';
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

/** The one problem that a change makes. */
function problemAfter(from: string | RegExp, to: string): Problem {
  const problems = problemsIn(withChange(from, to));
  expect(problems.map(formatProblem)).toHaveLength(1);
  return problems[0];
}

/** The line on which a text stands in the example, from 1. */
function lineWith(text: string): number {
  return example.slice(0, example.indexOf(text)).split('\n').length;
}

describe('The example of the design', () => {
  it('is a valid intent, and every part of it keeps its line', () => {
    const parsed = parseIntent(example);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        metadata: { name: 'payments-api', owner: 'group:payments' },
        spec: {
          containers: { app: { resources: { cpu: '500m' } } },
          overrides: [{ expires: '2027-03-31', patch: [{ value: 120 }] }],
        },
      },
    });
    const lineOf = parsed.ok ? parsed.lineOf : () => undefined;
    expect(lineOf('')).toBe(1);
    expect(lineOf('/spec/tier')).toBe(lineWith('tier: tier-1'));
    expect(lineOf('/spec/dependencies/3')).toBe(lineWith('- external'));
    expect(lineOf('/spec/containers/app/image')).toBe(lineWith('image:'));
    // What is not there stands where it would have to be added.
    expect(lineOf('/spec/slo/unheard/of')).toBe(lineWith('slo:'));
  });

  it('is told apart from other documents', () => {
    expect(documentKind(example)).toBe('ServiceIntent');
    expect(
      documentKind('apiVersion: fairway.dev/v1alpha1\nkind: SharedResource'),
    ).toBe('SharedResource');
    expect(documentKind('apiVersion: v1\nkind: Service')).toBeUndefined();
    expect(documentKind('a: [')).toBeUndefined();
    expect(documentKind('- 1')).toBeUndefined();
  });

  it('is read whichever of our documents it is', () => {
    const resource = `apiVersion: fairway.dev/v1alpha1
kind: SharedResource
metadata: { name: refunds, owner: group:payments }
spec: { type: topic, engine: Kafka 4, endpoint: { cidr: 10.0.0.0/28, ports: [9093] } }`;
    const kinds = [example, resource].map(text => {
      const parsed = parseDocument(text);
      return parsed.ok && parsed.value;
    });
    expect(kinds).toMatchObject([
      { kind: 'ServiceIntent', intent: { metadata: { name: 'payments-api' } } },
      { kind: 'SharedResource', resource: { name: 'refunds', type: 'topic' } },
    ]);
    const neither = parseDocument('apiVersion: v1\nkind: Service', {
      file: 'service.yaml',
    });
    expect(neither.ok ? [] : neither.problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^service\.yaml:2: .*ServiceIntent/),
    ]);
    expect(parseDocument('a: [').ok).toBe(false);
  });
});

describe('A misspelled field', () => {
  it.each([
    ['tier: tier-1 ', 'teir: tier-1 ', '/spec/teir', 'tier'],
    [
      '- service: fraud-service',
      '- servce: fraud-service',
      '/spec/dependencies/0/servce',
      'service',
    ],
    [
      '- topic: kafka-payments',
      '- tpoic: kafka-payments',
      '/spec/dependencies/1/tpoic',
      'topic',
    ],
    [
      'onFailure: queue',
      'onfailure: queue',
      '/spec/dependencies/3/onfailure',
      'onFailure',
    ],
    [
      'memoryLimit:',
      'memorylimit:',
      '/spec/containers/app/resources/memorylimit',
      'memoryLimit',
    ],
    [
      'strategy: canary',
      'stratgy: canary',
      '/spec/rollout/stratgy',
      'strategy',
    ],
    ['keys: [dsn]', 'key: [dsn]', '/spec/secrets/payments-db/key', 'keys'],
  ])('%s is named once, with the right word: %s', (from, to, at, nearest) => {
    const [word] = at.split('/').slice(-1);
    expect(problemAfter(from, to)).toMatchObject({
      file: 'intent.yaml',
      line: lineWith(from),
      at,
      message: `unknown field "${word}", nearest "${nearest}"`,
      nearest,
      remedy: `Rename it to "${nearest}"`,
    });
  });

  it('that resembles nothing is told which fields there are', () => {
    const problem = problemAfter(
      'runtime: java',
      'runtime: java\n  hibernate: true',
    );
    expect(problem.nearest).toBeUndefined();
    expect(problem.remedy).toContain('the fields here are workloadType, tier,');
  });
});

describe('A value that is not valid', () => {
  it.each<[string, string, string, Partial<Problem>]>([
    [
      'a word that is near',
      'tier: tier-1 ',
      'tier: tier1 ',
      {
        at: '/spec/tier',
        nearest: 'tier-1',
        remedy: 'Write "tier-1"',
        expected: 'one of tier-1, tier-2 or tier-3',
      },
    ],
    [
      'a word in capitals',
      'exposure: public',
      'exposure: PUBLIC',
      { nearest: 'public' },
    ],
    [
      'a word that is nothing like it',
      'runtime: java',
      'runtime: cobolscript',
      {
        expected:
          'one of java, go, nodejs, python, dotnet, rust, frontend or other',
        remedy: 'Choose one of them',
      },
    ],
    [
      'a number for text',
      'cpu: 500m',
      'cpu: 2',
      {
        message: 'expected text, found the number 2',
        remedy: 'Put it in quotes: "2"',
      },
    ],
    [
      'text for a number',
      'port: 8080',
      'port: "8080"',
      {
        message: 'expected a number, found "8080"',
        remedy: 'Remove the quotes: 8080',
      },
    ],
    [
      'a fraction',
      'min: 4',
      'min: 4.5',
      {
        message: 'expected a whole number, found the number 4.5',
        remedy: 'Round it to 5',
      },
    ],
    [
      'too large a number',
      'port: 8080',
      'port: 80800',
      { expected: 'a port of 1 to 65535' },
    ],
    [
      'an objective of 100',
      'availability: 99.9',
      'availability: 100',
      { expected: 'a number below 100' },
    ],
    [
      'a number that is none',
      'availability: 99.9',
      'availability: .nan',
      { message: 'expected a number, found the number NaN' },
    ],
    [
      'a list for a mapping',
      'slo: { availability: 99.9, latencyP95Ms: 250 }',
      'slo: [1]',
      {
        message: 'expected a mapping, found a list',
        remedy:
          'Write its fields instead: availability, latencyP95Ms, objectives',
      },
    ],
    [
      'a query that is more than the series of a counter',
      'slo: { availability: 99.9, latencyP95Ms: 250 }',
      'slo: { objectives: [{ name: settled, target: 99, good: settled_total, total: "sum(rate(settled_total[5m]))" }] }',
      {
        at: '/spec/slo/objectives/0/total',
        message: expect.stringContaining('expected the name of a counter'),
      },
    ],
    [
      'series of somebody else',
      'slo: { availability: 99.9, latencyP95Ms: 250 }',
      'slo: { objectives: [{ name: settled, target: 99, good: settled_total, total: \'settled_total{namespace="other"}\' }] }',
      {
        at: '/spec/slo/objectives/0/total',
        message: expect.stringContaining('which the platform sets itself'),
      },
    ],
    [
      'an objective that there is already',
      'slo: { availability: 99.9, latencyP95Ms: 250 }',
      'slo: { objectives: [{ name: availability, target: 99, good: a_total, total: b_total }] }',
      { at: '/spec/slo/objectives/0/name' },
    ],
    [
      'nothing',
      'runtime: java',
      'runtime:',
      { at: '/spec/runtime', found: 'nothing' },
    ],
    [
      'a dependency that is text',
      '- topic: kafka-payments',
      '- kafka-payments',
      { message: 'expected a mapping, found "kafka-payments"' },
    ],
    [
      'an environment that is a number',
      '[dev, staging, prod]',
      '[dev, staging, 7]',
      {
        at: '/spec/environments/2',
        message: 'expected text or a mapping, found the number 7',
      },
    ],
    [
      'an empty dependency',
      '- topic: kafka-payments',
      '- {}',
      {
        message:
          'expected one of the fields "service", "topic" or "resource", found a mapping',
      },
    ],
    [
      'an unknown operation',
      'op: replace',
      'op: replce',
      { at: '/spec/overrides/0/patch/0/op', nearest: 'replace' },
    ],
    [
      'a day that does not exist',
      '2027-03-31',
      '2027-02-30',
      { expected: 'a date that exists' },
    ],
    [
      'a date in another form',
      '2027-03-31',
      '31.03.2027',
      {
        at: '/spec/overrides/0/expires',
        expected:
          'a date such as 2027-03-31 or a moment such as 2027-03-31T12:00:00Z',
      },
    ],
    [
      'a range upside down',
      'min: 4, max: 30',
      'min: 40, max: 30',
      {
        at: '/spec/scaling/max',
        message: 'max is 30, which is less than min, 40',
        expected: '40 or more',
        found: 'the number 30',
        remedy: 'Raise max to at least 40, or lower min to at most 30',
      },
    ],
    [
      'weights that fall',
      '{ weight: 25, pause: 10m }',
      '{ weight: 4, pause: 10m }',
      {
        at: '/spec/rollout/steps/1/weight',
        message:
          'step 2 has the weight 4, and the step before it has 5 already',
      },
    ],
    [
      'a name of another form',
      'name: payments-api',
      'name: Payments API',
      {
        at: '/metadata/name',
        message:
          'expected a DNS label (lower-case letters, digits and "-", from a letter to a letter or digit), found "Payments API", nearest "payments-api"',
        remedy: 'Write "payments-api"',
      },
    ],
    [
      'a rate that is a number',
      'rateLimit: 500rps',
      'rateLimit: 500',
      {
        message:
          'expected a rate such as 500rps or 6000rpm, found "500", nearest "500rps"',
        remedy: 'Write "500rps"',
      },
    ],
    [
      'an address for host and port',
      'external: api.stripe.com:443',
      'external: https://api.stripe.com/v1',
      { remedy: 'Write "api.stripe.com:443"' },
    ],
    [
      'a field of another kind of dependency',
      '- topic: kafka-payments',
      '- topic: kafka-payments\n      owner: group:payments',
      {
        line: lineWith('- topic: kafka-payments') + 1,
        at: '/spec/dependencies/1/owner',
        remedy: 'Remove it; the fields here are topic, onFailure',
      },
    ],
    [
      'a container twice, once in capitals',
      'containers:\n',
      'containers:\n    App: { image: registry.example.com/app:1 }\n',
      {
        line: lineWith('containers:') + 1,
        at: '/spec/containers/App',
        remedy: 'Rename it',
      },
    ],
    [
      'an owner that does not say that it is a group',
      'owner: group:payments # catalog group',
      'owner: payments',
      { at: '/metadata/owner', remedy: 'Write "group:payments"' },
    ],
    [
      'memory in the units of a shop',
      'memory: 768Mi',
      'memory: 768MB',
      { remedy: 'Write "768Mi"' },
    ],
    [
      'a duration in words',
      'pause: 5m',
      'pause: 5 minutes',
      { remedy: 'Write "5m"' },
    ],
    [
      'a rate without a unit',
      'rateLimit: 500rps',
      'rateLimit: 500/s',
      { remedy: 'Write "500rps"' },
    ],
    [
      'text that is too long',
      'escalation: payments-primary',
      `escalation: ${'x'.repeat(55)}`,
      {
        message: 'expected at most 53 characters, found 55 characters',
        remedy: 'Shorten it by 2 characters',
      },
    ],
    [
      'text for a list',
      'keys: [dsn]',
      'keys: dsn',
      {
        message: 'expected a list, found "dsn"',
        remedy: 'Put it in brackets: [dsn]',
      },
    ],
    [
      'an empty list',
      'keys: [dsn]',
      'keys: []',
      {
        message: 'expected at least 1 item, found 0 items',
        remedy: 'Add 1 item',
      },
    ],
    [
      'another kind',
      'kind: ServiceIntent',
      'kind: Deployment',
      { at: '/kind', expected: 'ServiceIntent' },
    ],
  ])('%s', (_, from, to, expected) => {
    expect(problemAfter(from, to)).toMatchObject({
      line: lineWith(from),
      ...expected,
    });
  });

  it('a field that is missing is told with its place and meaning', () => {
    expect(problemAfter('  runtime: java\n', '')).toMatchObject({
      at: '/spec/runtime',
      line: lineWith('spec:'),
      message: 'missing field "runtime"',
      remedy:
        'Add "runtime" (Language or platform it is written in): one of java, go, nodejs, python, dotnet, rust, frontend or other',
    });
    expect(problemAfter('      owner: group:payments\n', '')).toMatchObject({
      at: '/spec/dependencies/3/owner',
      message: 'missing field "owner"',
    });
  });

  it('names that could become something else are refused', () => {
    const names = [
      'Payments',
      'payments_api',
      '-payments',
      '--help',
      '../etc',
      'a..b',
      'a/b',
      'a b',
      'x'.repeat(54),
      '1st',
      '\u202eapi',
      'a\u0000b',
      'a\nkind: Secret',
      '${x}',
      '',
      '$(id)',
      '名前',
    ];
    for (const name of names) {
      const text = withChange(
        'name: payments-api',
        `name: ${JSON.stringify(name)}`,
      );
      const [problem, ...others] = problemsIn(text);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ at: '/metadata/name', line: 4 });
      expect(formatProblem(problem)).toMatch(
        /^intent\.yaml:4: \/metadata\/name: expected [^\p{C}\u2028]+$/u,
      );
    }
  });

  it.each([
    ['runbook: docs/runbook.md', 'runbook: ../../etc/passwd'],
    ['runbook: docs/runbook.md', 'runbook: --output=x'],
    ['runbook: docs/runbook.md', 'runbook: /etc/passwd'],
    ['ready: /health/ready', 'ready: /../admin'],
    [
      'host: payments.example.com',
      'host: "payments.example.com\\nHost: evil.example"',
    ],
    ['host: payments.example.com', 'host: "*.example.com"'],
    ['escalation: payments-primary', 'escalation: --force'],
    ['reason: drains long transfers', 'reason: "a\\nb: c"'],
    ['reason: drains long transfers', 'reason: "\\u2028"'],
    [
      'image: registry.example.com/payments-api',
      'image: --privileged registry.example.com/payments-api',
    ],
    ['external: api.stripe.com:443', 'external: api.stripe.com:99999'],
    ['LOG_LEVEL:', 'log-level:'],
    ['payments-db: {', '"../payments-db": {'],
    ['rateLimit: 500rps', 'rateLimit: 500'],
  ])('%s may not become %s', (from, to) => {
    expect(problemAfter(from, to).line).toBe(lineWith(from));
  });

  it('a container that speaks grpc has no HTTP paths of health', () => {
    const text = withChange('port: 8080', 'port: 8080\n      protocol: grpc');
    expect(problemsIn(text)).toEqual([
      expect.objectContaining({
        at: '/spec/containers/app/health',
        message: 'the container speaks grpc, and "health" holds HTTP paths',
      }),
    ]);
  });

  it('a name that is refused says so where it stands', () => {
    expect(problemAfter('LOG_LEVEL:', 'log-level:')).toMatchObject({
      at: '/spec/containers/app/env/log-level',
      message:
        'the name "log-level" is not valid: expected a variable name such as LOG_LEVEL',
    });
  });

  it('all are told at once, in the order of the file', () => {
    const text = example
      .replace('name: payments-api', 'name: Payments')
      .replace('tier: tier-1 ', 'tier: gold ')
      .replace('port: 8080', 'prot: 8080')
      .replace('min: 4', 'min: 0');
    expect(problemsIn(text).map(({ line, at }) => [line, at])).toEqual([
      [4, '/metadata/name'],
      [lineWith('tier: tier-1 '), '/spec/tier'],
      [lineWith('port: 8080'), '/spec/containers/app/prot'],
      [lineWith('min: 4'), '/spec/scaling/min'],
    ]);
  });
});

describe('YAML that is not plain data is refused with its line', () => {
  it.each<[string, string, RegExp, number]>([
    ['an open bracket', 'a: [1,\nb: 2', /^malformed YAML/, 2],
    ['a tab as indentation', 'a:\n\tb: 1', /^malformed YAML.*[Tt]ab/, 2],
    ['bad indentation', 'a: 1\n  b: 2', /^malformed YAML/, 1],
    ['two documents', 'a: 1\n---\nb: 2', /more than one document/, 2],
    ['an alias', 'a: &x 1\nb: *x', /anchors and aliases/, 1],
    ['a merge key', 'a: 1\n<<: {b: 1}', /merge keys/, 2],
    ['a field twice', 'a: 1\nb: 2\na: 3', /the field "a" is there twice/, 3],
    [
      'a field twice in a flow mapping',
      'x: {a: 1, "a": 2}',
      /the field "a" is there twice/,
      1,
    ],
    [
      'a tag',
      'a: 1\nb: !!js/function "x"',
      /tags such as "tag:yaml.org,2002:js\/function"/,
      2,
    ],
    ['a tag of the core', 'a: !!binary aGk=', /tags such as/, 1],
    ['a directive', '%YAML 1.1\n---\na: yes', /directives/, 1],
    [
      'the prototype as a field',
      'a: 1\n__proto__: {b: 1}',
      /"__proto__" is no name/,
      2,
    ],
    [
      'a number as a name',
      'a: 1\n2: b',
      /the name of a field has to be text, found the number 2/,
      2,
    ],
    ['a list as a name', '? [a]\n: b', /the name of a field has to be text/, 1],
    ['an empty file', '', /empty/, 1],
    ['a comment alone', '# nothing\n', /empty/, 1],
    ['text', 'hello', /expected a mapping, found "hello"/, 1],
    [
      'what is deeper than the parser can go',
      `a: ${'['.repeat(100_000)}`,
      /too deep|deeper|malformed/,
      1,
    ],
    [
      'what is nested deeper than a document can be',
      `a: ${'['.repeat(100)}${']'.repeat(100)}`,
      /deeper than 64 levels/,
      1,
    ],
    [
      'what is too large',
      `a: ${'x'.repeat(300_000)}`,
      /larger than 256 KiB/,
      1,
    ],
    [
      'a bomb',
      'a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]',
      /anchors and aliases/,
      1,
    ],
  ])('%s', (_, text, message, line) => {
    const [problem] = problemsIn(text);
    expect(problem).toMatchObject({ file: 'intent.yaml', line });
    expect(problem.message).toMatch(message);
    expect(problem.remedy).not.toBe('');
  });

  it('many fields of one mapping are compared in no time that grows with their square', () => {
    const text = Array.from(
      { length: 30_000 },
      (_, index) => `f${index}:`,
    ).join('\n');
    const problems = problemsIn(text);
    expect(problems).toHaveLength(101);
    expect(problems[100]).toMatchObject({
      message: 'only the first 100 problems are shown',
      remedy: 'Mend these, and check again',
    });
  });

  it('an anchor that is used many times is one habit, told once with its lines', () => {
    const bomb = `a: &a [1]\nb: [${Array(200).fill('*a').join(', ')}]\n`;
    expect(problemsIn(bomb).map(formatProblem)).toEqual([
      'intent.yaml:1: /a: anchors and aliases are not read here (lines 1 and 2); Write the value out where it is needed',
    ]);
    const many = `a: &a 1\n${Array.from(
      { length: 20 },
      (_, index) => `b${index}: *a`,
    ).join('\n')}\n`;
    expect(problemsIn(many).map(({ message }) => message)).toEqual([
      'anchors and aliases are not read here (lines 1, 2, 3, 4, 5 and 16 more)',
    ]);
  });

  it('whatever the text, reading never throws and says each problem on one line', () => {
    const piece = fc.oneof(
      fc.constantFrom(...example.split('\n')),
      fc.constantFrom(
        'a: &a',
        '- *a',
        '<<:',
        '? ',
        '!!x y',
        '---',
        '...',
        '%TAG',
        '{',
        '}',
        '[',
        '"',
        "'",
        '|',
        '\u0000',
        '\u2028',
        '\ud800',
        '\t',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        for (const problem of problemsIn(pieces.join('\n'))) {
          expect(problem.message).not.toBe('');
          expect(formatProblem(problem)).toMatch(/^intent\.yaml:\d+: .+; .+$/);
          expect(formatProblem(problem)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('An intent that is data already', () => {
  it('is checked as the text would be', () => {
    const parsed = parseIntent(example);
    expect(parsed.ok && checkIntent(parsed.value).ok).toBe(true);
    const checked = checkIntent({ kind: 'ServiceIntent' });
    expect(checked.ok ? [] : checked.problems.map(({ at }) => at)).toEqual([
      '/apiVersion',
      '/metadata',
      '/spec',
    ]);
  });

  it('may not carry a prototype, nor come from another world', () => {
    const parsed = parseIntent(example);
    const value = JSON.parse(JSON.stringify(parsed.ok ? parsed.value : {}));
    value.spec.containers.app.env = JSON.parse('{"__proto__": "x"}');
    expect(checkIntent(value)).toMatchObject({
      ok: false,
      problems: [{ at: '/spec/containers/app/env/__proto__' }],
    });
    for (const odd of [undefined, null, 1, 'x', [], () => 1, new Map()]) {
      expect(checkIntent(odd).ok).toBe(false);
    }
  });
});

describe('A resource that a team declares', () => {
  const declaration = `apiVersion: fairway.dev/v1alpha1
kind: SharedResource
metadata:
  name: kafka-refunds
  owner: group:refunds
spec:
  type: topic
  engine: Kafka 4
  endpoint: { cidr: 10.201.3.0/28, ports: [9093] }
`;

  it('reads as the resource itself', () => {
    expect(parseResourceDeclaration(declaration)).toMatchObject({
      ok: true,
      value: { name: 'kafka-refunds', owner: 'group:refunds', type: 'topic' },
    });
  });

  it.each([
    ['cidr: 10.201.3.0/28', 'cidr: 10.201.3.0', { at: '/spec/endpoint/cidr' }],
    ['type: topic', 'type: topics', { nearest: 'topic' }],
    ['ports: [9093]', 'ports: []', { expected: 'at least 1 item' }],
    ['{ cidr: 10.201.3.0/28,', '{ namespce: kafka,', { nearest: 'namespace' }],
  ])('says what is wrong when %s becomes %s', (from, to, expected) => {
    const parsed = parseResourceDeclaration(declaration.replace(from, to), {
      file: 'r.yaml',
    });
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      expect.objectContaining(expected),
    ]);
  });
});
