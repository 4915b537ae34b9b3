import { imported, intentCalled, lost } from './__testUtils__/manifests';

const workload = (options: {
  name: string;
  kind?: string;
  pod?: string;
  more?: string;
  labels?: string;
  namespace?: string;
}) => `
apiVersion: apps/v1
kind: ${options.kind ?? 'Deployment'}
metadata: { name: ${options.name}, namespace: ${
  options.namespace ?? 'default'
}, labels: { ${options.labels ?? ''} } }
spec:
  ${options.more ?? 'replicas: 2'}
  template:
    metadata: { labels: { app: ${options.name} } }
    spec: ${
      options.pod ??
      `{ containers: [ { name: main, image: registry.example.com/web:1.0, ports: [ { containerPort: 8080 } ] } ] }`
    }
---
`;
const service = (
  name: string,
  port: number,
  options: { app?: string; type?: string; target?: number } = {},
) => `
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { type: ${options.type ?? 'ClusterIP'}, selector: { app: ${
  options.app ?? name
} }, ports: [ { port: ${port}, targetPort: ${options.target ?? port} } ] }
---
`;

describe('Existing manifests become drafts of intents', () => {
  it('with both sides of each call, however the host is written', () => {
    const caller = (env: string) =>
      workload({
        name: 'web',
        pod: `{ containers: [ { name: main, image: registry.example.com/web:1.0, env: [ ${env} ] } ] }`,
      });
    for (const [written, becomes] of [
      ['http://cart:7070', 'http://cart:7070'],
      ['cart.default.svc:7070', 'cart:7070'],
      ['cart.default.svc.cluster.local:7070', 'cart:7070'],
      ['grpc://cart.default:7070/x', 'grpc://cart:7070/x'],
    ]) {
      const result = imported(
        caller(`{ name: CART_ADDR, value: "${written}" }`) +
          workload({
            name: 'cart',
            pod: '{ containers: [ { name: main, image: registry.example.com/cart:1.0, ports: [ { containerPort: 7070 } ] } ] }',
          }) +
          service('cart', 7070),
      );
      const web = intentCalled(result, 'web');
      expect(web.spec.dependencies).toEqual([{ service: 'cart' }]);
      expect(web.spec.containers.app.env).toEqual({ CART_ADDR: becomes });
      expect(intentCalled(result, 'cart').spec.accepts).toEqual(['web']);
    }
  });

  it('and say so where an address becomes another one: a service answers under its own name, on the port of its container', () => {
    const result = imported(
      workload({
        name: 'web',
        pod: `{ containers: [ { name: main, image: registry.example.com/web:1.0, args: ["--mail=http://mail"], env: [ { name: MAIL, value: "mail:80,mail:80" }, { name: MAIL_HOST, value: mail } ] } ] }`,
      }) +
        workload({ name: 'mailer' }) +
        service('mail', 80, { app: 'mailer', target: 8080 }),
    );
    const { app } = intentCalled(result, 'web').spec.containers;
    expect(app.env).toEqual({
      MAIL: 'mailer:8080,mailer:8080',
      MAIL_HOST: 'mailer',
    });
    expect(app.args).toEqual(['--mail=http://mailer:8080']);
    expect(result.changed.map(({ what }) => what)).toEqual([
      'variable MAIL',
      'variable MAIL_HOST',
      'args of app',
    ]);
  });

  it('where hosts outside become external dependencies that somebody has to answer for', () => {
    const result = imported(
      workload({
        name: 'web',
        pod: `{ containers: [ { name: main, image: registry.example.com/web:1.0, env: [ { name: PAY_URL, value: "https://api.stripe.com/v1" }, { name: VERSION, value: "1.2.3:4" }, { name: SELF, value: "http://localhost:9000 and 10.0.0.1:80" }, { name: GONE, value: "http://gone:80" } ] } ] }`,
      }),
    );
    expect(intentCalled(result, 'web').spec.dependencies).toEqual([
      {
        external: 'api.stripe.com:443',
        owner: 'group:shop',
        onFailure: 'to be answered',
      },
    ]);
    expect(
      result.questions
        .filter(({ at }) => at.startsWith('/spec/dependencies'))
        .map(({ basis, question }) => [basis, question]),
    ).toEqual([
      ['placeholder', 'What happens when api.stripe.com:443 is away?'],
      ['placeholder', 'Who answers for api.stripe.com:443?'],
    ]);
    expect(lost(result)).toContain('web: the call of gone in variable GONE');
  });

  it('with secrets by reference, settings by value, and no value of a secret in Git', () => {
    const result = imported(
      `${workload({
        name: 'web',
        pod: `
      containers:
        - name: main
          image: registry.example.com/web:1.0
          env:
            - { name: LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: level } } }
            - { name: MISSING, valueFrom: { configMapKeyRef: { name: other, key: level } } }
            - { name: DSN, valueFrom: { secretKeyRef: { name: orders-db, key: dsn } } }
            - { name: API_TOKEN, value: hunter2 }
            - { name: NODE, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }
            - { name: lower, value: x }
          envFrom:
            - configMapRef: { name: settings }
            - secretRef: { name: mail }
              prefix: MAIL_`,
      })}
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { level: debug, THEME: dark }
---
apiVersion: v1
kind: Secret
metadata: { name: mail }
data: { USER: c2hvcA==, PASSWORD: aHVudGVyMg== }
`,
    );
    const { containers, secrets } = intentCalled(result, 'web').spec;
    expect(containers.app.env).toEqual({
      THEME: 'dark',
      MAIL_USER: '${secrets.mail.USER}',
      MAIL_PASSWORD: '${secrets.mail.PASSWORD}',
      LEVEL: 'debug',
      DSN: '${secrets.orders-db.dsn}',
      API_TOKEN: '${secrets.web-env.api-token}',
    });
    expect(secrets).toEqual({
      mail: { keys: ['USER', 'PASSWORD'] },
      'orders-db': { keys: ['dsn'] },
      'web-env': { keys: ['api-token'] },
    });
    expect(JSON.stringify(result)).not.toMatch(/hunter2|aHVudGVyMg/);
    expect(lost(result)).toEqual(
      expect.arrayContaining([
        'web: variable level',
        'web: variable MISSING',
        'web: variable NODE',
        'web: variable lower',
        '-: Secret mail',
      ]),
    );
  });

  it.each([
    [
      'an Ingress',
      `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  rules:
    - host: shop.example.com
      http: { paths: [ { path: /cart, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } } ] }`,
      { host: 'shop.example.com', paths: ['/cart'] },
      'Ingress shop',
    ],
    [
      'an HTTPRoute',
      `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop }
spec:
  parentRefs: [ { name: public } ]
  hostnames: [shop.example.com, "*.shop.example.com"]
  rules: [ { backendRefs: [ { name: web, port: 80 } ] } ]`,
      { host: 'shop.example.com' },
      'HTTPRoute shop',
    ],
    [
      'a load balancer',
      service('web-outside', 80, {
        app: 'web',
        type: 'LoadBalancer',
        target: 8080,
      }),
      { host: 'web.example.com' },
      'Service web-outside of type LoadBalancer',
    ],
  ])('and %s makes a service public', (_, text, route, from) => {
    const result = imported(
      workload({ name: 'web' }) + service('web', 80, { target: 8080 }) + text,
    );
    const { spec } = intentCalled(result, 'web');
    expect(spec.workloadType).toBe('http-api');
    expect(spec.exposure).toBe('public');
    expect(spec.route).toEqual({
      ...route,
      authentication: 'oauth2',
      rateLimit: '100rps',
      accessLogRetention: '90d',
    });
    expect(
      result.questions.find(({ at }) => at === '/spec/exposure'),
    ).toMatchObject({ basis: 'evidence', from });
  });

  it('of the type that their kind has, with what only the team knows as placeholders', () => {
    const pod =
      '{ containers: [ { name: main, image: registry.example.com/job:1.0 } ], restartPolicy: Never }';
    const result = imported(`
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec: { schedule: "15 2 * * *", concurrencyPolicy: Forbid, startingDeadlineSeconds: 300, jobTemplate: { spec: { template: { spec: ${pod} } } } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec: { template: { spec: ${pod} } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: backfill }
spec: { completions: 10, parallelism: 3, activeDeadlineSeconds: 3600, template: { spec: ${pod} } }
---
${workload({
  name: 'agent',
  kind: 'DaemonSet',
  more: 'updateStrategy: {}',
  pod: '{ tolerations: [ { operator: Exists, effect: NoSchedule, key: gpu } ], containers: [ { name: main, image: "registry.example.com/agent:1" } ] }',
})}
${workload({
  name: 'ledger',
  kind: 'StatefulSet',
  more: 'volumeClaimTemplates: [ { metadata: { name: data }, spec: { storageClassName: fast, resources: { requests: { storage: 10G } } } } ]\n  replicas: 3',
})}
${workload({
  name: 'worker',
  pod: '{ containers: [ { name: main, image: "registry.example.com/worker:1" } ] }',
})}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: worker }
spec: { scaleTargetRef: { name: worker }, minReplicaCount: 1, maxReplicaCount: 8, triggers: [ { type: kafka, metadata: { topic: orders, lagThreshold: "50" } } ] }
`);
    const spec = (name: string) => intentCalled(result, name).spec;
    expect(spec('report')).toMatchObject({
      workloadType: 'scheduled-task',
      schedule: {
        cron: '15 2 * * *',
        concurrency: 'forbid',
        deadline: '300s',
        idempotency: 'to be answered',
      },
    });
    expect(spec('migrate').workloadType).toBe('migration-job');
    expect(spec('backfill')).toMatchObject({
      workloadType: 'batch-compute',
      batch: { completions: 10, parallelism: 3, timeout: '3600s' },
    });
    expect(spec('agent')).toMatchObject({
      workloadType: 'node-agent',
      agent: {
        tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }],
      },
    });
    expect(spec('ledger')).toMatchObject({
      workloadType: 'stateful',
      stateful: {
        replicas: 3,
        storage: { size: '9765625Ki', storageClass: 'fast' },
        quorum: 'to be answered',
      },
    });
    expect(spec('worker')).toMatchObject({
      workloadType: 'queue-worker',
      queue: { topic: 'orders', targetDepth: 50 },
      scaling: { min: 1, max: 8 },
    });
    expect(
      result.questions
        .filter(
          ({ service: name, basis, at }) =>
            name === 'ledger' &&
            basis === 'placeholder' &&
            at.startsWith('/spec/stateful'),
        )
        .map(({ question }) => question),
    ).toContain('How are two leaders prevented?');
  });

  it('with probes, resources and replicas, and a word on everything that has no place', () => {
    const result = imported(
      `${workload({
        name: 'web',
        labels: 'app.kubernetes.io/part-of: storefront, team: web-team',
        namespace: 'shop-prod',
        pod: `
      nodeSelector: { disk: ssd }
      hostNetwork: true
      volumes: [ { name: data, persistentVolumeClaim: { claimName: data } }, { name: tls, secret: { secretName: tls, items: [ { key: ca.crt, path: ca } ] } } ]
      initContainers: [ { name: wait, image: busybox } ]
      containers:
        - name: istio-proxy
          image: istio/proxyv2:1.2
        - name: web
          image: shop/web:2.1
          stdin: true
          securityContext: { privileged: true }
          ports: [ { containerPort: 3000, name: http }, { containerPort: 9464, name: metrics }, { containerPort: 5353, protocol: UDP } ]
          readinessProbe: { httpGet: { path: /ready?full=1, port: http }, periodSeconds: 3 }
          livenessProbe: { exec: { command: [test] } }
          lifecycle: { preStop: { httpGet: { path: /drain, port: 3000 } } }
          resources: { requests: { cpu: 0.25, memory: 128M }, limits: { memory: 1Gi, nvidia.com/gpu: 1 } }
          env: [ { name: NODE_ENV, value: production } ]
          volumeMounts: [ { name: data, mountPath: /data }, { name: tls, mountPath: /etc/tls } ]`,
      })}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop-prod }
spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 9, metrics: [ { type: Resource, resource: { name: memory } } ] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
`,
      {},
    );
    const { metadata, spec } = intentCalled(result, 'web');
    expect(metadata).toEqual({
      name: 'web',
      system: 'storefront',
      owner: 'group:web-team',
    });
    expect(spec.runtime).toBe('nodejs');
    expect(spec.containers).toEqual({
      app: {
        image: 'registry.example.com/shop/web:2.1',
        port: 3000,
        metricsPort: 9464,
        env: { NODE_ENV: 'production' },
        resources: { cpu: '250m', memory: '125000Ki', memoryLimit: '1Gi' },
        health: { ready: '/ready', drain: '/drain' },
      },
    });
    expect(spec.scaling).toEqual({ min: 3, max: 9 });
    expect(spec.secrets).toEqual({ tls: { keys: ['ca.crt'] } });
    // A tag is not enough for production.
    expect(spec.environments).toEqual(['dev', 'test', 'staging']);
    expect(lost(result).sort()).toEqual([
      '-: Role reader',
      'web: container istio-proxy',
      'web: hostNetwork',
      'web: init container wait',
      'web: limits of nvidia.com/gpu',
      'web: livenessProbe by exec',
      'web: nodeSelector',
      'web: port 5353/UDP',
      'web: scaling on memory',
      'web: timing of the probes (periodSeconds)',
      'web: volume data (persistentVolumeClaim) at /data',
      'web: volumes[1].secret.items[0].path ca',
      'web: web: privileged',
      'web: web: readinessProbe.httpGet.path /ready?full=1',
      'web: web: stdin',
    ]);
    expect(result.derivedAnew).toEqual({
      HorizontalPodAutoscaler: 1,
      PodDisruptionBudget: 1,
    });
  });

  it('under names that services can have, each once', () => {
    const result = imported(
      workload({ name: '"Cart_Service"' }) +
        workload({ name: '"123"' }) +
        workload({ name: 'web' }) +
        workload({ name: 'web', namespace: 'staging' }) +
        workload({ name: 'web', kind: 'StatefulSet' }),
    );
    expect(result.services.map(({ intent }) => intent.metadata.name)).toEqual([
      'cart-service',
      'web',
      'web-statefulset',
    ]);
    expect(result.changed[0].why).toContain('is called cart-service');
    expect(lost(result)).toEqual([
      '-: Deployment default/123',
      '-: Deployment staging/web',
    ]);
  });

  it('with what NetworkPolicies let in, where they were written for somebody', () => {
    const result = imported(`
${workload({ name: 'web' })}${workload({ name: 'cart' })}${workload({
      name: 'batch',
    })}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart }
spec:
  podSelector: { matchLabels: { app: cart } }
  ingress: [ { from: [ { podSelector: { matchLabels: { app: web } } } ] } ]
`);
    expect(intentCalled(result, 'web').spec.dependencies).toEqual([
      { service: 'cart' },
    ]);
    expect(intentCalled(result, 'cart').spec.accepts).toEqual(['web']);
    expect(intentCalled(result, 'batch').spec.dependencies).toBeUndefined();
    expect(
      result.questions.find(({ question }) =>
        question.startsWith('Does it call'),
      ),
    ).toMatchObject({ from: 'a NetworkPolicy that lets it' });
  });

  it('with a store as a declared resource, at an address that holds from other namespaces', () => {
    const result = imported(
      workload({
        name: 'db',
        pod: '{ containers: [ { name: pg, image: "postgres:17.2-alpine", ports: [ { containerPort: 5432 } ] } ] }',
      }) +
        service('db', 5432) +
        workload({
          name: 'web',
          pod: '{ containers: [ { name: main, image: "registry.example.com/web:1", env: [ { name: DB, value: "postgres://app@db:5432/shop" } ] } ] }',
        }),
    );
    expect(result.resources.map(({ resource }) => resource)).toEqual([
      {
        name: 'db',
        type: 'database',
        engine: 'PostgreSQL 17.2',
        owner: 'group:shop',
        endpoint: { namespace: 'default', ports: [5432] },
      },
    ]);
    const { spec } = intentCalled(result, 'web');
    expect(spec.dependencies).toEqual([{ resource: 'db' }]);
    expect(spec.containers.app.env).toEqual({
      DB: 'postgres://app@db.default.svc:5432/shop',
    });
  });

  it('with images by digest where one is known, and production then', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const result = imported(workload({ name: 'web' }), {
      digests: { 'registry.example.com/web:1.0': digest },
    });
    const { spec } = intentCalled(result, 'web');
    expect(spec.containers.app.image).toBe(
      `registry.example.com/web@${digest}`,
    );
    expect(spec.environments).toContain('prod');
  });
});
