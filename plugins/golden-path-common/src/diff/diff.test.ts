import fc from 'fast-check';
import { deployment, testResult } from '../checks/__testUtils__/fixtures';
import { diffObjects, diffResults, groupChanges, summarizeChanges } from '.';
import { valueAt } from '../json/pointer';

/** Plain data with few different keys and names, so that the two sides meet often. */
const data = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, 0, 1, '', 'a'),
    tie('list'),
    tie('named'),
    tie('record'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  named: fc.array(
    fc.record({ name: fc.constantFrom('x', 'y', 'z'), value: tie('value') }),
    { maxLength: 3 },
  ),
  record: fc.dictionary(fc.constantFrom('a', 'b/c', 'd~'), tie('value'), {
    noNullPrototype: true,
  }),
})).value;

describe('The difference of two objects', () => {
  it('is nothing exactly when they are equal', () => {
    fc.assert(
      fc.property(data, data, (a, b) => {
        const changed = diffObjects(a, b).length > 0;
        expect(changed).toBe(
          JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)),
        );
        expect(diffObjects(a, structuredClone(a))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('points at what it names', () => {
    fc.assert(
      fc.property(data, data, (a, b) => {
        const changes = diffObjects(a, b).filter(
          // A new order of named elements is told by the names alone.
          ({ before, after }) =>
            !Array.isArray(before) || !Array.isArray(after),
        );
        for (const { at, before, after } of changes) {
          expect(valueAt(after === undefined ? a : b, at)).toEqual(
            after === undefined ? before : after,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('compares named elements by their name', () => {
    const a = { containers: [{ name: 'app', port: 1 }] };
    const b = { containers: [{ name: 'proxy' }, { name: 'app', port: 2 }] };
    expect(diffObjects(a, b)).toEqual([
      { at: '/containers/0', before: undefined, after: { name: 'proxy' } },
      { at: '/containers/1/port', before: 1, after: 2 },
    ]);
    // What was removed is pointed at where it stood.
    expect(diffObjects(b, { containers: [{ name: 'app' }] })).toEqual([
      { at: '/containers/1/port', before: 2, after: undefined },
      { at: '/containers/0', before: { name: 'proxy' }, after: undefined },
    ]);
  });

  it('tells of rules that nothing names only what goes, comes or changes', () => {
    const [a, b, c, d] = [1, 2, 3, 4].map(port => ({ ports: [{ port }] }));
    expect(diffObjects([a, b, c, d], [a, c, d])).toEqual([
      { at: '/1', before: b, after: undefined },
    ]);
    expect(diffObjects([a, c, d], [a, b, c, d])).toEqual([
      { at: '/1', before: undefined, after: b },
    ]);
    // One goes, another changes.
    expect(diffObjects([a, b, c], [b, d])).toEqual([
      { at: '/0', before: a, after: undefined },
      { at: '/1/ports/0/port', before: 3, after: 4 },
    ]);
    // The same rule twice is two rules.
    expect(diffObjects([d, a, b, a, d], [b, a])).toEqual([
      { at: '/0', before: d, after: undefined },
      { at: '/1', before: a, after: undefined },
      { at: '/4', before: d, after: undefined },
    ]);
    // A rule that moves neither goes nor comes.
    expect(diffObjects([a, b, c], [c, a, b])).toEqual([
      { at: '', before: [a, b, c], after: [c, a, b] },
    ]);
  });

  it('writes each rule of a long list once', () => {
    let read = 0;
    const ruleOf = (id: number) => ({
      get id() {
        read++;
        return id;
      },
    });
    const rules = (from: number) =>
      Array.from({ length: 500 }, (_, index) => ruleOf(from + index));
    expect(diffObjects(rules(0), rules(1))).toHaveLength(2);
    expect(read).toBeLessThan(5 * 1000);
  });

  it('of a list without some of its rules is those rules', () => {
    const lists = fc
      .uniqueArray(fc.nat(), { maxLength: 12 })
      .chain(ids => fc.tuple(fc.constant(ids), fc.subarray(ids)));
    fc.assert(
      fc.property(lists, ([all, kept]) => {
        const ruleOf = (id: number) => ({ to: [{ id }], ports: [{ port: 1 }] });
        const more = all.map(ruleOf);
        const less = kept.map(ruleOf);
        const rest = all.flatMap((id, index) =>
          kept.includes(id) ? [] : [{ at: `/${index}`, rule: ruleOf(id) }],
        );
        expect(diffObjects(more, less)).toEqual(
          rest.map(({ at, rule }) => ({ at, before: rule, after: undefined })),
        );
        expect(diffObjects(less, more)).toEqual(
          rest.map(({ at, rule }) => ({ at, before: undefined, after: rule })),
        );
        expect(diffObjects(more, structuredClone(more))).toEqual([]);
      }),
    );
  });
});

describe('The difference of two results', () => {
  const before = testResult({ objects: [deployment()] });

  it('is told in words that a reviewer understands', () => {
    const after = testResult({
      objects: [
        deployment({
          replicas: 30,
          container: {
            image: `registry.example.com/payments-api@sha256:${'c'.repeat(64)}`,
            resources: { limits: { memory: '1536Mi' } },
            env: [{ name: 'LOG_LEVEL', value: 'debug' }],
          },
          pod: { terminationGracePeriodSeconds: 120 },
        }),
      ],
    });
    const old = testResult({
      objects: [
        deployment({
          container: {
            resources: { limits: { memory: '1Gi' } },
            env: [{ name: 'LOG_LEVEL', value: 'info' }],
          },
          pod: { terminationGracePeriodSeconds: 30 },
        }),
      ],
    });
    expect(diffResults({ before: old, after })).toEqual([
      {
        path: before.objects[0].path,
        change: 'changed',
        kind: 'Deployment',
        name: 'payments-api',
        env: 'prod',
        cluster: 'prod-eu-1',
        words: [
          'replicas 3 → 30',
          'image of app registry.example.com/payments-api:1 → registry.example.com/payments-api@sha256:cccccccccccc…',
          'memory limit of app 1Gi → 1536Mi',
          'variable LOG_LEVEL of app info → debug',
          'termination grace period seconds 30 → 120',
        ],
      },
    ]);
  });

  it('tells of long expressions where they differ, and of which rule', () => {
    const rulesOf = (objective: number) => {
      const derived = deployment({ kind: 'PrometheusRule' });
      const error = 'slo:sli_error:ratio_rate';
      const labels = '{service="payments-api",slo="availability",env="prod"}';
      const spec = {
        groups: [
          {
            name: 'alerts',
            rules: [
              {
                alert: 'BurnsTooFast',
                expr: `max(${error}5m${labels} > (14.4 * ${objective})) and max(${error}1h${labels} > (14.4 * 0.1))`,
              },
              { record: 'slo:objective', expr: `vector(${objective})` },
            ],
          },
        ],
      };
      derived.object = { ...derived.object, spec };
      return testResult({ objects: [derived] });
    };
    const [{ words }] = diffResults({
      before: rulesOf(0.0005),
      after: rulesOf(0.0004),
    });
    expect(words).toEqual([
      'expr of BurnsTooFast …> (14.4 * 0.0005… → …> (14.4 * 0.0004…',
      'expr of slo:objective vector(0.0005) → vector(0.0004)',
    ]);
  });

  it('names the rule of a NetworkPolicy that goes, and no other', () => {
    const app = (name: string) => ({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    });
    const egress = [
      { to: [app('audit-log-service')], ports: [{ port: 8443 }] },
      { to: [app('environment-registry-service')], ports: [{ port: 8443 }] },
      { to: [{ ipBlock: { cidr: '10.101.0.10/32' } }] },
      {
        to: [{ ipBlock: { cidr: '10.100.0.0/28', except: ['10.100.0.1/32'] } }],
      },
    ];
    const wordsBetween = (old: unknown[], fresh: unknown[]) => {
      const [a, b] = [old, fresh].map(rules => {
        const derived = deployment({ kind: 'NetworkPolicy' });
        derived.object = { ...derived.object, spec: { egress: rules } };
        return testResult({ objects: [derived] });
      });
      return diffResults({ before: a, after: b }).flatMap(({ words }) => words);
    };
    const [audit, registry, block, excepting] = egress;
    expect(wordsBetween(egress, [registry, block, excepting])).toEqual([
      'egress 1 (to audit-log-service on 8443) removed',
    ]);
    expect(
      wordsBetween([audit, registry], [audit, block, {}, registry]),
    ).toEqual([
      'egress 2 (to 10.101.0.10/32 on any port) added',
      'egress 3 (to anywhere on any port) added',
    ]);
    // What takes more words is told by its place.
    expect(wordsBetween(egress, [audit, registry, block])).toEqual([
      'egress 4 removed',
    ]);
    expect(
      wordsBetween([audit, registry, block], [block, audit, registry]),
    ).toEqual(['egress in another order']);
  });

  it('tells what is new and what goes, and nothing when nothing changes', () => {
    expect(diffResults({ before, after: before })).toEqual([]);
    expect(diffResults({ after: before })[0]).toMatchObject({
      change: 'added',
      words: ['new Deployment payments-api'],
    });
    expect(diffResults({ before })[0]).toMatchObject({
      change: 'removed',
      words: ['Deployment payments-api removed'],
    });
  });

  it('tells once what several clusters share', () => {
    const clusters = ['prod-eu-1', 'prod-us-1'];
    const at = (replicas: number) =>
      testResult({
        objects: clusters.map(cluster => deployment({ cluster, replicas })),
      });
    const changes = diffResults({ before: at(3), after: at(30) });
    expect(changes).toHaveLength(2);
    expect(groupChanges(changes)).toEqual([
      expect.objectContaining({ clusters, environments: ['prod'] }),
    ]);
    expect(summarizeChanges(changes)).toEqual(['replicas 3 → 30 (prod)']);
  });

  it('tells once what many objects share, with their number', () => {
    const label = 'fairway.dev/contract-version';
    const at = (version: string) =>
      testResult({
        objects: ['Deployment', 'Service', 'NetworkPolicy'].flatMap(kind =>
          ['dev', 'prod'].map(env => {
            const derived = deployment({ env, cluster: `${env}-1`, kind });
            derived.object.metadata.labels = { [label]: version };
            return derived;
          }),
        ),
      });
    const changes = diffResults({ before: at('1.0.0'), after: at('1.1.0') });
    expect(changes).toHaveLength(6);
    expect(summarizeChanges(changes)).toEqual([
      `label ${label} 1.0.0 → 1.1.0 in 6 objects (dev, prod)`,
    ]);
  });
});

/** The order of the fields of a mapping means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sorted(each)]),
      )
    : value;
}
