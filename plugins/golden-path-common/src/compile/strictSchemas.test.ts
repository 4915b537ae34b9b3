import {
  StrictSchemas,
  strictSchemasAvailable,
} from '../__testUtils__/strictSchemas';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from './__testUtils__/longRunning';
import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from './__testUtils__/endingWork';
import {
  compileShipped,
  fraudService,
  intentOf,
  paymentsApi,
} from './__testUtils__/shipped';

/** As little as an intent can say. */
const smallest = intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: tiny, system: tools, owner: group:platform }
spec:
  workloadType: internal-api
  tier: tier-3
  dataClassification: internal
  exposure: none
  runtime: other
  containers: { app: { image: "registry.example.com/tiny:1.0" } }
  environments: [dev, test]
`);

/** Everything at once: sidecar, ports of their own, no drain, a plain rollout of a public service. */
const richest = intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: shop, title: "Shop *front*", system: shop, owner: group:checkout, tags: [web] }
spec:
  workloadType: http-api
  tier: tier-2
  dataClassification: public
  exposure: public
  runtime: nodejs
  containers:
    web:
      image: registry.example.com/shop@sha256:${'12'.repeat(32)}
      port: 3000
      metricsPort: 9464
      metricsPath: /internal/metrics
      command: [node]
      args: [server.js, --trace]
      env: { TEMPLATE: "{{ .Values.x }} \${secrets.checkout-db.dsn}" }
      resources: { cpu: "1", memory: 512Mi, memoryLimit: 1Gi, cpuLimit: "2" }
      health: { ready: /ready, live: /live }
    sidecar:
      image: registry.example.com/proxy@sha256:${'34'.repeat(32)}
      port: 9901
      health: { ready: /ready }
  secrets: { checkout-db: { keys: [dsn] }, address-lookup: { keys: [api-key] } }
  rollout: { strategy: rolling, rollback: "redeploy the former digest" }
  scaling: { min: 2, max: 2 }
  route: { host: shop.example.com, paths: [/, /cart], authentication: none, rateLimit: 100rps, accessLogRetention: 30d }
  operations: { channel: "#checkout", runbook: docs/runbook.md }
  environments: [{ name: dev, scaling: { min: 1, max: 3, metric: cpu-and-requests } }, prod]
`);

/** gRPC in front and beside, with metrics on a port of their own. */
const grpc = intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: cart, system: shop, owner: group:checkout }
spec:
  workloadType: internal-api
  tier: tier-3
  dataClassification: internal
  exposure: internal
  runtime: java
  containers:
    app: { image: "registry.example.com/cart:1.0", port: 7070, protocol: grpc, metricsPort: 9464 }
    sidecar: { image: "registry.example.com/proxy:1.0", port: 9901, protocol: grpc }
  environments: [dev, test]
`);

const intents = {
  paymentsApi: paymentsApi(),
  fraudService: fraudService(),
  ordersWorker: ordersWorker(),
  ledgerStore: ledgerStore(),
  shopGateway: shopGateway(),
  smallest,
  richest,
  grpc,
  scheduledTask: nightlyReport('    timeout: 30m'),
  migration: addColumn(),
  batch: trainModel(),
  nodeAgent: logAgent(),
};

const onlyWithSchemas = strictSchemasAvailable ? describe : describe.skip;
const note = strictSchemasAvailable
  ? ''
  : ' (SKIPPED: the schemas are not on this machine; set FAIRWAY_SHARED)';

onlyWithSchemas(`Every derived object under the strict schemas${note}`, () => {
  let schemas: StrictSchemas;

  beforeAll(() => {
    schemas = new StrictSchemas();
  });

  it.each(Object.entries(intents))('%s', (_, intent) => {
    const { objects } = compileShipped(intent, { others: [fraudService()] });
    expect(objects.length).toBeGreaterThan(0);
    const problems = [...new Set(objects.map(({ object }) => object))].flatMap(
      object => schemas.problems(object),
    );
    expect(problems).toEqual([]);
  });

  it('notices an unknown field at any depth, in built-in kinds and in custom resources', () => {
    const { objects } = compileShipped(paymentsApi());
    for (const kind of ['Rollout', 'NetworkPolicy', 'HTTPRoute']) {
      const { object } = objects.find(each => each.object.kind === kind)!;
      const spec = { ...(object.spec as object), replicasss: 1 };
      expect(schemas.problems({ ...object, spec })).toEqual([
        expect.stringContaining('replicasss'),
      ]);
      expect(
        schemas.problems({
          ...object,
          metadata: { ...object.metadata, labelz: {} },
        }),
      ).toEqual([expect.stringContaining('labelz')]);
    }
  });
});
