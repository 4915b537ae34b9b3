import { importPlatformOf } from './answers';
import { shippedContract } from '../compile/__testUtils__/shipped';
import { formatProblem } from '../schema/problem';
import { intentCalled, lost } from './__testUtils__/manifests';
import { importScore } from './score/importScore';

const importAll = (...texts: string[]) =>
  importScore({
    files: texts.map((text, index) => ({
      file: `score-${index + 1}.yaml`,
      text,
    })),
    answers: { owner: 'group:shop', system: 'shop' },
    platform: importPlatformOf(shippedContract()),
  });

const checkout = `apiVersion: score.dev/v1b1
metadata:
  name: checkout
  annotations: { note: x }
service:
  ports:
    www: { port: 80, targetPort: 8080 }
    debug: { port: 9000 }
containers:
  main:
    image: .
    command: ["/bin/app"]
    variables:
      DSN: "postgres://\${resources.db.username}:\${resources.db.password}@\${resources.db.host}:5432/app"
      CART: "http://\${resources.cart.host}:\${resources.cart.port}"
      NAME: "\${metadata.name} $\${HOME}"
      LEVEL: "\${resources.env.LOG_LEVEL}"
      lower: x
    files:
      - target: /etc/app.conf
        content: x
    volumes:
      - { source: "\${resources.disk}", target: /data }
    resources:
      requests: { cpu: 250m, memory: 128M }
    livenessProbe: { httpGet: { path: /live, port: 8080 } }
resources:
  db: { type: postgres, id: orders-db, params: { extensions: [] } }
  cart: { type: service }
  env: { type: environment }
  disk: { type: volume }
  way-in: { type: route, params: { host: "\${resources.dns.host}", path: / } }
  dns: { type: dns }
  odd: { type: Quantum-Thing }
`;
const cart = `apiVersion: score.dev/v1b1
metadata: { name: cart }
service: { ports: { grpc: { port: 7070 } } }
containers:
  app:
    image: registry.example.com/cart:1.0
    readinessProbe: { httpGet: { path: /ready, port: 7070 } }
`;

describe('Score workloads become drafts of intents', () => {
  it('with resources as dependencies, what they give as secrets, and both sides of a call', () => {
    const result = importAll(checkout, cart);
    expect(result.problems).toEqual([]);
    const { spec } = intentCalled(result, 'checkout');
    expect(spec).toMatchObject({
      workloadType: 'http-api',
      exposure: 'public',
      dependencies: [{ resource: 'orders-db' }, { service: 'cart' }],
      secrets: { 'orders-db': { keys: ['username', 'password', 'host'] } },
      route: { host: 'checkout.example.com', authentication: 'oauth2' },
      containers: {
        app: {
          image: 'registry.example.com/checkout',
          port: 8080,
          command: ['/bin/app'],
          env: {
            DSN: 'postgres://${secrets.orders-db.username}:${secrets.orders-db.password}@${secrets.orders-db.host}:5432/app',
            CART: 'http://cart:7070',
            NAME: 'checkout ${HOME}',
          },
          resources: { cpu: '250m', memory: '125000Ki' },
          health: { ready: '/live', live: '/live' },
        },
      },
    });
    expect(intentCalled(result, 'cart').spec.accepts).toEqual(['checkout']);
    expect(lost(result)).toEqual(
      expect.arrayContaining([
        'checkout: metadata.annotations',
        'checkout: port debug',
        'checkout: variable LEVEL',
        'checkout: variable lower',
        'checkout: file /etc/app.conf',
        'checkout: volume /data',
        'checkout: params of resource db of type postgres',
        'checkout: resource disk of type volume',
        'checkout: resource odd of type Quantum-Thing',
      ]),
    );
    expect(
      result.notCarriedOver.find(({ what }) => what === 'file /etc/app.conf'),
    ).toMatchObject({ file: 'score-1.yaml', line: 20 });
  });

  it('in both ways to write files and volumes', () => {
    const result = importAll(
      cart.replace(
        '    readinessProbe',
        '    files: { /etc/a: { content: x } }\n    volumes: { /data: { source: disk } }\n    readinessProbe',
      ),
    );
    expect(lost(result)).toEqual(['cart: file /etc/a', 'cart: volume /data']);
  });

  it('with everything that the specification knows: probes by command, files of bytes, classes and metadata of resources', () => {
    const result = importAll(
      `${cart.replace(
        '    readinessProbe: { httpGet: { path: /ready, port: 7070 } }',
        `    variables: { DSN: "postgres://u:hunter2@db/x" }
    readinessProbe: { exec: { command: [/bin/ready] } }
    livenessProbe: { httpGet: { path: /live, port: 7070 }, exec: { command: [/bin/live] } }
    files: [ { target: /logo.bin, binaryContent: aGk= } ]`,
      )}resources:
  db: { type: postgres, class: large, metadata: { annotations: { a: b } } }
  way-in: { type: route, params: { host: cart.example.com, path: /, port: 80 } }
`,
    );
    expect(result.problems).toEqual([]);
    expect(lost(result)).toEqual(
      expect.arrayContaining([
        'cart: readinessProbe by exec',
        'cart: livenessProbe by exec',
        'cart: file /logo.bin',
        'cart: db.class large',
        'cart: db.metadata',
        'cart: way-in.params.port 80',
      ]),
    );
    expect(result.changed).toContainEqual(
      expect.objectContaining({
        what: 'readiness',
        why: expect.stringContaining('livenessProbe stands in for it'),
      }),
    );
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('and what is no Score is told with its line, every problem at once', () => {
    const result = importAll(
      'apiVersion: v1\nkind: Pod\n',
      `apiVersion: score.dev/v1b1\nmetadata: { name: X }\ncontainers:\n  main:\n    imag: x\n`,
      'a: [1\n',
      cart,
      cart,
    );
    expect(result.services).toHaveLength(1);
    const lines = result.problems.map(formatProblem);
    expect(lines).toEqual(
      expect.arrayContaining([
        'score-1.yaml:1: is no Score workload; Name a file with "apiVersion: score.dev/v1b1"',
        expect.stringMatching(/^score-2\.yaml:2: \/metadata\/name: /),
        expect.stringMatching(/^score-2\.yaml:5: \/containers\/main\/imag: /),
        expect.stringMatching(/^score-3\.yaml:\d+: malformed YAML/),
        'score-5.yaml:2: /metadata/name: a workload called cart is in score-4.yaml already; Give one of them another name',
      ]),
    );
  });
});
