import fc from 'fast-check';
import { checkIntent } from '../schema/parse';
import type { KubeObject } from '../model';
import { writeYaml } from '../yaml';
import { manifestsOf } from './__testUtils__/manifests';
import { importKubernetes } from './kubernetes/importKubernetes';
import { importScore } from './score/importScore';

/** One of everything that is read. */
const EVERYTHING = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { team: shop, app.kubernetes.io/part-of: shop }, annotations: { prometheus.io/port: "9000" } }
spec:
  replicas: 2
  template:
    metadata: { labels: { app: web } }
    spec:
      tolerations: [ { key: a } ]
      volumes: [ { name: v, secret: { secretName: s, items: [ { key: k } ] } }, { name: e, emptyDir: {} } ]
      initContainers: [ { name: i } ]
      containers:
        - name: main
          image: web:1.0
          command: [web]
          args: ["--cart=cart:7070"]
          ports: [ { containerPort: 8080, name: http }, { containerPort: 9000, name: metrics } ]
          env:
            - { name: CART, value: "http://cart:7070" }
            - { name: OUT, value: "https://api.example.org" }
            - { name: S, valueFrom: { secretKeyRef: { name: s, key: k } } }
            - { name: C, valueFrom: { configMapKeyRef: { name: c, key: k } } }
          envFrom: [ { secretRef: { name: s } }, { configMapRef: { name: c }, prefix: P_ } ]
          readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 1 }
          livenessProbe: { grpc: { port: 8080, service: x } }
          lifecycle: { preStop: { httpGet: { path: /drain } } }
          resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { cpu: 1, memory: 1Gi } }
          volumeMounts: [ { name: v, mountPath: /v }, { name: e, mountPath: /e } ]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cart, namespace: default }
spec: { replicas: 1, volumeClaimTemplates: [ { spec: { storageClassName: fast, resources: { requests: { storage: 1Gi } } } } ], template: { metadata: { labels: { app: cart } }, spec: { containers: [ { name: c, image: "cart:1", ports: [ { containerPort: 7070 } ] } ] } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec: { schedule: "0 1 * * *", jobTemplate: { spec: { template: { spec: { containers: [ { name: r, image: "r:1" } ] } } } } }
---
apiVersion: v1
kind: Service
metadata: { name: cart }
spec: { type: LoadBalancer, selector: { app: cart }, ports: [ { name: grpc, port: 7070, targetPort: 7070, appProtocol: grpc } ] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { rules: [ { host: shop.example.com, http: { paths: [ { path: /, backend: { service: { name: cart } } } ] } } ] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [ { name: x } ], hostnames: [a.example.com], rules: [ { matches: [ { path: { value: /a } } ], backendRefs: [ { name: cart } ] } ] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 1, maxReplicas: 3, metrics: [ { resource: { name: cpu } } ] }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: w }
spec: { scaleTargetRef: { name: web }, triggers: [ { type: kafka, metadata: { topic: orders } } ] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart }
spec: { podSelector: { matchLabels: { app: cart } }, ingress: [ { from: [ { podSelector: { matchLabels: { app: web } } } ] } ] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data: { k: v }
---
apiVersion: v1
kind: Secret
metadata: { name: s }
data: { k: dg== }
`;

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    'constructor://a.example.com',
    '${secrets.',
    'http://cart:99999',
    'A'.repeat(5000),
    '1e309',
    'x\u0000y',
    -1,
    NaN,
    Number.MAX_VALUE,
    null,
  ),
);

/** Paths of everything below a value. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) =>
          pathsOf(each, [...path, key]),
        )
      : [];
  return path.length > 0 ? [path, ...below] : below;
}

function replaced(value: unknown, path: string[], by: unknown): void {
  let parent = value;
  for (const key of path.slice(0, -1)) {
    parent = Object(Reflect.get(Object(parent), key));
  }
  Reflect.set(Object(parent), path[path.length - 1], by);
}

describe('Whatever manifests hold', () => {
  const base = manifestsOf(EVERYTHING);
  // Name and kind are what makes a document an object; the CLI passes the others over.
  const places = base.flatMap(({ object }, index) =>
    pathsOf(object)
      .filter(
        path => !['apiVersion', 'kind', 'metadata'].includes(path.join('/')),
      )
      .filter(path => path.join('/') !== 'metadata/name')
      .map(path => ({ index, path })),
  );

  it('drafts are valid intents and every note has its place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), anything), {
          minLength: 1,
          maxLength: 6,
        }),
        changes => {
          const objects: KubeObject[] = structuredClone(
            base.map(({ object }) => object),
          );
          for (const [{ index, path }, by] of changes) {
            replaced(objects[index], path, by);
          }
          const result = importKubernetes({
            manifests: objects.map((object, index) => ({
              ...base[index],
              object,
            })),
            answers: {},
          });
          for (const { intent } of result.services) {
            expect(checkIntent(intent).ok).toBe(true);
            expect(() => writeYaml(intent)).not.toThrow();
          }
          for (const note of [...result.notCarriedOver, ...result.changed]) {
            expect(note.line).toBeGreaterThan(0);
            expect(note.why).not.toBe('');
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('and Score gives drafts or problems, from any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.jsonValue().map(value => JSON.stringify(value)),
          fc
            .tuple(anything, anything, anything)
            .map(([image, variables, resources]) =>
              JSON.stringify({
                apiVersion: 'score.dev/v1b1',
                metadata: { name: 'cart' },
                containers: { main: { image, variables } },
                resources: { db: resources },
              }),
            ),
        ),
        text => {
          const { services, problems } = importScore({
            files: [{ file: 'score.yaml', text }],
            answers: {},
          });
          expect(services.length + problems.length).toBeGreaterThan(0);
          for (const { intent } of services) {
            expect(checkIntent(intent).ok).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('and an estate of 2,000 services is drafted, with its calls', () => {
    const text = Array.from(
      { length: 2000 },
      (_, index) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: s-${index} }
spec: { template: { metadata: { labels: { app: s-${index} } }, spec: { containers: [ { name: c, image: "c:1", ports: [ { containerPort: 80 } ], env: [ { name: NEXT, value: "s-${
        (index + 1) % 2000
      }:80" } ] } ] } } }
---
apiVersion: v1
kind: Service
metadata: { name: s-${index} }
spec: { selector: { app: s-${index} }, ports: [ { port: 80 } ] }
---`,
    ).join('');
    const { services } = importKubernetes({
      manifests: manifestsOf(text),
      answers: {},
    });
    expect(services).toHaveLength(2000);
    expect(
      services.every(({ intent }) => intent.spec.accepts?.length === 1),
    ).toBe(true);
  });
});
