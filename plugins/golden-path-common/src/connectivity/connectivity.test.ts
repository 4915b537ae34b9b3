import fc from 'fast-check';
import type { KubeObject } from '../model';
import { readYamlStream } from '../yaml';
import { connectivity, type Connection } from './connectivity';

const objects = (text: string) => readYamlStream(text) as KubeObject[];

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: edge, labels: { zone: outer } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: edge }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cart, namespace: shop }
spec:
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: app, ports: [{ name: http, containerPort: 7070 }, { name: dns, containerPort: 53, protocol: UDP }] }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: sweep, namespace: shop }
spec:
  jobTemplate:
    spec:
      template:
        metadata: { labels: { app: sweep } }
        spec: { containers: [{ name: app }] }
`;

function shopWith(policies: string) {
  const result = connectivity(objects(`${SHOP}---\n${policies}`));
  expect(result.problems).toEqual([]);
  return result.connections.map(
    ({ src, dst, ports }) => `${src} -> ${dst} ${ports.join(' ')}`,
  );
}

it('names the policies that open something to pods which are not there', () => {
  const policy = (name: string, from: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: { matchLabels: { app: cart } }, ingress: [{ from: [${from}] }] }`;
  const { elsewhere } = connectivity(
    objects(
      [
        SHOP,
        policy(
          'edge',
          '{ namespaceSelector: { matchLabels: { zone: outer } } }',
        ),
        policy('everyone', '{ namespaceSelector: {} }'),
        policy(
          'monitoring',
          '{ namespaceSelector: { matchLabels: { name: monitoring } } }',
        ),
        policy('office', '{ ipBlock: { cidr: 10.0.0.0/8 } }'),
        policy('sweeper', '{ podSelector: { matchLabels: { app: sweep } } }'),
      ].join('\n---\n'),
    ),
  );
  expect(elsewhere).toEqual(['shop/everyone', 'shop/monitoring']);
});

const denyAll = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny-all, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
`;

/** A document with pods that are labelled as it is named. */
function carrier(kind: string, apiVersion: string, more = ''): string {
  const name = kind.toLowerCase();
  const template = `{ metadata: { labels: { app: ${name} } }, spec: { ${more}containers: [{ name: app }] } }`;
  const specs: Record<string, string> = {
    Pod: `{ ${more}containers: [{ name: app }] }`,
    CronJob: `{ jobTemplate: { spec: { template: ${template} } } }`,
  };
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: all, labels: { app: ${name} } }
spec: ${specs[kind] ?? `{ template: ${template} }`}
`;
}

describe('Everything that runs pods', () => {
  const CARRIERS = [
    ['CronJob', 'batch/v1'],
    ['DaemonSet', 'apps/v1'],
    ['Deployment', 'apps/v1'],
    ['Job', 'batch/v1'],
    ['Pod', 'v1'],
    ['ReplicaSet', 'apps/v1'],
    ['ReplicationController', 'v1'],
    ['Rollout', 'argoproj.io/v1alpha1'],
    ['StatefulSet', 'apps/v1'],
  ];

  it('is told, and selected by its labels', () => {
    const policy = (app: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${app}, namespace: all }
spec: { podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Ingress, Egress] }
`;
    const names = CARRIERS.map(([kind]) => kind.toLowerCase());
    const carriers = CARRIERS.map(([kind, version]) => carrier(kind, version));
    const { workloads, connections, problems } = connectivity(
      objects([...carriers, ...names.map(policy)].join('---\n')),
    );
    expect(problems).toEqual([]);
    expect(workloads).toEqual(names.map(name => `all/${name}`));
    expect(connections).toEqual([]);
  });

  it('on the network of its node is said to be there, and no policy holds for it', () => {
    const { onNodeNetwork, connections } = connectivity(
      objects(
        [
          carrier('DaemonSet', 'apps/v1', 'hostNetwork: true, '),
          carrier('Job', 'batch/v1'),
          `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: all }
spec: { podSelector: { matchLabels: { app: daemonset } }, policyTypes: [Ingress, Egress] }
`,
        ].join('---\n'),
      ),
    );
    expect(onNodeNetwork).toEqual(['all/daemonset']);
    const told = connections.map(({ src, dst }) => `${src} -> ${dst}`);
    expect(told).toContain('all/daemonset -> all/job');
    expect(told).toContain('all/job -> all/daemonset');
  });

  it('counts once in a dump of a cluster, and by itself where what runs it is missing', () => {
    const owned = carrier('Pod', 'v1').replace(
      'metadata: {',
      'metadata: { ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: replicaset }],',
    );
    const both = `${carrier('ReplicaSet', 'apps/v1')}---\n${owned}`;
    expect(connectivity(objects(both)).workloads).toEqual(['all/replicaset']);
    expect(connectivity(objects(owned)).workloads).toEqual(['all/pod']);
  });

  it('has labels that are texts, or it is a problem', () => {
    const [object] = objects(
      carrier('Deployment', 'apps/v1').replaceAll('app: deployment', 'app: 1'),
    );
    expect(connectivity([object]).problems).toContainEqual({
      object: 0,
      at: '/spec/template/metadata/labels/app',
      message:
        'Deployment all/deployment: the label app is 1, which is no text',
    });
  });
});

describe('Who may talk to whom', () => {
  it('is everyone to everyone where there is no policy', () => {
    expect(shopWith('')).toEqual([
      '0.0.0.0/0 -> edge/web all',
      '0.0.0.0/0 -> shop/cart all',
      '0.0.0.0/0 -> shop/sweep all',
      '::/0 -> edge/web all',
      '::/0 -> shop/cart all',
      '::/0 -> shop/sweep all',
      'edge/web -> shop/cart all',
      'edge/web -> shop/sweep all',
      'edge/web -> 0.0.0.0/0 all',
      'edge/web -> ::/0 all',
      'shop/cart -> edge/web all',
      'shop/cart -> shop/sweep all',
      'shop/cart -> 0.0.0.0/0 all',
      'shop/cart -> ::/0 all',
      'shop/sweep -> edge/web all',
      'shop/sweep -> shop/cart all',
      'shop/sweep -> 0.0.0.0/0 all',
      'shop/sweep -> ::/0 all',
    ]);
  });

  it('needs both sides: a callee that lets in is not enough when the caller may not leave', () => {
    const letsIn = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec:
  podSelector: { matchLabels: { app: cart } }
  ingress:
    - from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [sweep, web] }] } }]
      ports: [{ port: http }]
`;
    const leaves = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: sweep, namespace: shop }
spec:
  podSelector: { matchLabels: { app: sweep } }
  policyTypes: [Egress]
  egress:
    - to: [{ podSelector: { matchLabels: { app: cart } } }]
      ports: [{ port: 7000, endPort: 7999 }, { port: 53, protocol: UDP }]
`;
    const within = (policies: string) =>
      shopWith(policies).filter(line => / -> shop\//.test(line));
    expect(within([denyAll, letsIn].join('---\n'))).toEqual([]);
    expect(within([denyAll, leaves].join('---\n'))).toEqual([]);
    // A pod selector without a namespace selector means the policy's own namespace: web is not let in.
    expect(within([denyAll, letsIn, leaves].join('---\n'))).toEqual([
      'shop/sweep -> shop/cart 7070/TCP',
    ]);
  });

  it('knows namespaces by their labels and by the name that the API server gives them', () => {
    const lets = (namespaceSelector: string) => `${denyAll}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: from-edge, namespace: shop }
spec:
  podSelector: { matchLabels: { app: cart } }
  ingress: [{ from: [{ namespaceSelector: ${namespaceSelector}, podSelector: { matchLabels: { app: web } } }], ports: [{ protocol: TCP }] }]
`;
    const expected = ['edge/web -> shop/cart all/TCP'];
    const into = (policies: string) =>
      shopWith(policies).filter(line => line.includes('-> shop/cart'));
    expect(into(lets('{ matchLabels: { zone: outer } }'))).toEqual(expected);
    expect(
      into(lets('{ matchLabels: { kubernetes.io/metadata.name: edge } }')),
    ).toEqual(expected);
    expect(into(lets('{ matchLabels: { zone: inner } }'))).toEqual([]);
  });

  it('takes exceptions out of networks and writes what is left as the fewest networks', () => {
    const egress = `${denyAll}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: out, namespace: shop }
spec:
  podSelector: { matchLabels: { app: cart } }
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/16, 10.9.0.0/16] } }]
      ports: [{ port: 443 }]
    - to: [{ ipBlock: { cidr: 10.200.0.0/16 } }]
      ports: [{ port: 8443 }]
`;
    expect(
      shopWith(egress).filter(line => line.startsWith('shop/cart ->')),
    ).toEqual([
      'shop/cart -> 10.1.0.0/16 443/TCP',
      'shop/cart -> 10.2.0.0/15 443/TCP',
      'shop/cart -> 10.4.0.0/14 443/TCP',
      'shop/cart -> 10.8.0.0/16 443/TCP',
      'shop/cart -> 10.10.0.0/15 443/TCP',
      'shop/cart -> 10.12.0.0/14 443/TCP',
      'shop/cart -> 10.16.0.0/12 443/TCP',
      'shop/cart -> 10.32.0.0/11 443/TCP',
      'shop/cart -> 10.64.0.0/10 443/TCP',
      'shop/cart -> 10.128.0.0/10 443/TCP',
      'shop/cart -> 10.192.0.0/13 443/TCP',
      'shop/cart -> 10.200.0.0/16 443/TCP 8443/TCP',
      'shop/cart -> 10.201.0.0/16 443/TCP',
      'shop/cart -> 10.202.0.0/15 443/TCP',
      'shop/cart -> 10.204.0.0/14 443/TCP',
      'shop/cart -> 10.208.0.0/12 443/TCP',
      'shop/cart -> 10.224.0.0/11 443/TCP',
    ]);
  });

  it('restricts egress by itself only where a policy has rules for it', () => {
    const ingressOnly = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: no-types, namespace: shop }
spec: { podSelector: { matchLabels: { app: cart } }, egress: [] }
`;
    const lines = shopWith(ingressOnly);
    expect(lines).toContain('shop/cart -> shop/sweep all');
    expect(lines).not.toContain('shop/sweep -> shop/cart all');
  });

  it('leaves pods on the network of their node alone, and tells kinds of one name apart', () => {
    const { connections, workloads } = connectivity(
      objects(`${SHOP}---${denyAll}---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: cart, namespace: shop }
spec: { template: { metadata: { labels: { app: agent } }, spec: { hostNetwork: true, containers: [{ name: app }] } } }
`),
    );
    expect(workloads).toEqual([
      'edge/web',
      'shop/cart[DaemonSet]',
      'shop/cart[StatefulSet]',
      'shop/sweep',
    ]);
    expect(
      connections.filter(({ src }) => src === 'edge/web').map(({ dst }) => dst),
    ).toEqual(['shop/cart[DaemonSet]', '0.0.0.0/0', '::/0']);
  });

  it('says what is wrong with a policy instead of guessing', () => {
    const { problems, connections } = connectivity(
      objects(`${SHOP}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: odd, namespace: shop }
spec:
  podSelector:
  ingress:
    - from: [{}, { ipBlock: { cidr: 10.0.0.300/8 } }]
      ports: [{ port: 0 }, { port: http, endPort: 9 }]
  outgress: []
`),
    );
    expect(connections).toEqual([]);
    expect(problems.map(({ at }) => at)).toEqual([
      '/spec/ingress/0/from/0',
      '/spec/ingress/0/from/1/ipBlock/cidr',
      '/spec/ingress/0/ports/0/port',
      '/spec/ingress/0/ports/1',
      '/spec',
    ]);
  });
});

/** What the rules say of one caller, callee and port, read straight from the documents. */
function mayTalk(options: {
  cluster: Cluster;
  caller: Pod;
  callee: Pod;
  port: number;
}): boolean {
  const { cluster, caller, callee, port } = options;
  const oneWay = (
    self: Pod,
    peer: Pod,
    side: 'ingress' | 'egress',
  ): boolean => {
    const selecting = cluster.policies.filter(
      policy =>
        policy[side] !== undefined &&
        policy.namespace === self.namespace &&
        (policy.app === undefined || policy.app === self.app),
    );
    return (
      selecting.length === 0 ||
      selecting.some(policy =>
        policy[side]?.some(
          rule =>
            (!rule.peers.length ||
              rule.peers.some(
                ({ app, namespace = policy.namespace }) =>
                  namespace === peer.namespace &&
                  (app === undefined || app === peer.app),
              )) &&
            (!rule.ports.length ||
              rule.ports.some(([from, to]) => from <= port && port <= to)),
        ),
      )
    );
  };
  return oneWay(callee, caller, 'ingress') && oneWay(caller, callee, 'egress');
}

interface Pod {
  namespace: string;
  app: string;
}
interface Policy {
  namespace: string;
  app?: string;
  ingress?: PolicyRule[];
  egress?: PolicyRule[];
}
interface PolicyRule {
  peers: { namespace?: string; app?: string }[];
  ports: [number, number][];
}
interface Cluster {
  pods: Pod[];
  policies: Policy[];
}

const namespace = fc.constantFrom('a', 'b');
const app = fc.constantFrom('x', 'y', 'z');
const rules = fc.array(
  fc.record({
    peers: fc.array(
      fc
        .record({
          namespace: fc.option(namespace, { nil: undefined }),
          app: fc.option(app, { nil: undefined }),
        })
        .filter(peer => Boolean(peer.app ?? peer.namespace)),
      { maxLength: 2 },
    ),
    ports: fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
        .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 3 },
);
const clusters: fc.Arbitrary<Cluster> = fc.record({
  pods: fc.constant(
    ['a', 'b'].flatMap(ns =>
      ['x', 'y', 'z'].map(name => ({ namespace: ns, app: name })),
    ),
  ),
  policies: fc.array(
    fc.record({
      namespace,
      app: fc.option(app, { nil: undefined }),
      ingress: fc.option(rules, { nil: undefined }),
      egress: fc.option(rules, { nil: undefined }),
    }),
    { maxLength: 5 },
  ),
});

function documentsOf({ pods, policies }: Cluster): KubeObject[] {
  const selector = (name: string | undefined) =>
    name === undefined ? {} : { matchLabels: { app: name } };
  const ruleOf = (rule: PolicyRule, peers: 'from' | 'to') => ({
    [peers]: rule.peers.map(peer => ({
      ...(peer.app !== undefined && { podSelector: selector(peer.app) }),
      ...(peer.namespace !== undefined && {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': peer.namespace },
        },
      }),
    })),
    ports: rule.ports.map(([port, endPort]) => ({ port, endPort })),
  });
  return [
    ...pods.map(pod => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: pod.app,
        namespace: pod.namespace,
        labels: { app: pod.app },
      },
      spec: { containers: [{ name: 'app' }] },
    })),
    ...policies.map((policy, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `policy-${index}`, namespace: policy.namespace },
      spec: {
        podSelector: selector(policy.app),
        policyTypes: [
          ...(policy.ingress ? ['Ingress'] : []),
          ...(policy.egress ? ['Egress'] : []),
        ],
        ...(policy.ingress && {
          ingress: policy.ingress.map(rule => ruleOf(rule, 'from')),
        }),
        ...(policy.egress && {
          egress: policy.egress.map(rule => ruleOf(rule, 'to')),
        }),
      },
    })),
  ];
}

function portsOf(connections: Connection[], src: string, dst: string) {
  const found = connections.find(each => each.src === src && each.dst === dst);
  return new Set(
    (found?.ports ?? []).flatMap(text => {
      if (text === 'all' || text === 'all/TCP') {
        return [1, 2, 3, 4, 5, 6, 7, 8, 9];
      }
      const [from, to = from] = text.replace('/TCP', '').split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
}

it('agrees with the rules read one connection at a time, for any policies', () => {
  fc.assert(
    fc.property(clusters, cluster => {
      const { connections, problems } = connectivity(documentsOf(cluster));
      expect(problems).toEqual([]);
      for (const caller of cluster.pods) {
        for (const callee of cluster.pods.filter(pod => pod !== caller)) {
          const open = portsOf(
            connections,
            `${caller.namespace}/${caller.app}`,
            `${callee.namespace}/${callee.app}`,
          );
          for (let port = 1; port <= 9; port += 1) {
            expect([port, open.has(port)]).toEqual([
              port,
              mayTalk({ cluster, caller, callee, port }),
            ]);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});
