import {
  writeYaml,
  type Agreement,
  type Because,
  type CompileResult,
  type DerivedObject,
  type FleetService,
  type ServiceAnswer,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';

const PLACES = [
  { env: 'dev', cluster: 'nonprod-1' },
  { env: 'staging', cluster: 'staging-1' },
  { env: 'prod', cluster: 'prod-eu-1' },
  { env: 'prod', cluster: 'prod-us-1' },
  { env: 'prod', cluster: 'prod-dr-1' },
] as const;

const KINDS = [
  'Rollout',
  'Service',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'ServiceAccount',
  'ExternalSecret',
  'ServiceMonitor',
  'PrometheusRule',
] as const;

/** The capstone's service, shortened. */
export function exampleIntent(name = 'payments-api'): ServiceIntent {
  return {
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'ServiceIntent',
    metadata: { name, system: 'billing', owner: 'group:payments' },
    spec: {
      workloadType: 'http-api',
      tier: 'tier-1',
      dataClassification: 'confidential',
      exposure: 'public',
      runtime: 'java',
      containers: {
        app: {
          image: `registry.example.com/${name}@sha256:${'4f'.repeat(32)}`,
          port: 8080,
        },
      },
      dependencies: [{ service: 'fraud-service' }, { topic: 'kafka-payments' }],
      scaling: { min: 4, max: 30, metric: 'cpu-and-requests' },
      slo: { availability: 99.95, latencyP95Ms: 250 },
      route: { host: 'payments.example.com', authentication: 'oauth2' },
      environments: ['dev', 'staging', 'prod'],
    },
  };
}

const because: Because[] = [
  {
    at: '',
    from: 'contract:/workloadTypes/http-api',
    why: 'An HTTP API answers requests for as long as it lives.',
  },
  {
    at: '/metadata/name',
    from: 'intent:/metadata/name',
    why: 'The name of the service.',
  },
  {
    at: '/metadata/labels',
    from: 'contract:/labels/taxonomy',
    why: 'Owner, tier and cost are found by these labels.',
  },
  {
    at: '/spec/replicas',
    from: 'contract:/tiers/tier-1/minReplicas',
    why: 'Tier 1 survives the loss of a zone.',
  },
];

/** One object, as the compiler would give it. */
export function exampleObject(options: {
  name: string;
  kind: string;
  env: string;
  cluster: string;
  replicas?: number;
}): DerivedObject {
  const { name, kind, env, cluster, replicas = 4 } = options;
  const namespace = `${env}-payments-billing`;
  return {
    env,
    cluster,
    path: `clusters/${cluster}/${namespace}/${name}/${kind.toLowerCase()}-${name}.yaml`,
    object: {
      apiVersion: kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'v1',
      kind,
      metadata: {
        name,
        namespace,
        labels: {
          'app.kubernetes.io/name': name,
          'fairway.dev/team': 'payments',
          'fairway.dev/tier': 'tier-1',
        },
      },
      spec: {
        replicas,
        revisionHistoryLimit: 5,
        template: {
          spec: {
            automountServiceAccountToken: false,
            terminationGracePeriodSeconds: 60,
            containers: [
              {
                name: 'app',
                image: `registry.example.com/${name}@sha256:${'4f'.repeat(32)}`,
                ports: [{ containerPort: 8080 }],
                resources: {
                  requests: { cpu: '500m', memory: '768Mi' },
                  limits: { memory: '1536Mi' },
                },
              },
            ],
          },
        },
      },
    },
    because,
  };
}

/** The same object as text, as it lies in Git. */
export function exampleText(
  options: Parameters<typeof exampleObject>[0],
): string {
  return writeYaml(exampleObject(options).object);
}

export const exampleAgreements: Agreement[] = [
  {
    caller: 'payments-api',
    callee: 'fraud-service',
    kind: 'service',
    state: 'missing-accept',
    mend: {
      service: 'fraud-service',
      at: '/spec/accepts',
      add: 'payments-api',
    },
  },
  {
    caller: 'payments-api',
    callee: 'kafka-payments',
    kind: 'topic',
    state: 'declared',
  },
  {
    caller: 'payments-api',
    callee: 'postgres-payments',
    kind: 'resource',
    state: 'declared',
  },
  {
    caller: 'payments-api',
    callee: 'api.stripe.com:443',
    kind: 'external',
    state: 'declared',
  },
  {
    caller: 'checkout-api',
    callee: 'payments-api',
    kind: 'service',
    state: 'agreed',
  },
  {
    caller: 'mobile-bff',
    callee: 'payments-api',
    kind: 'service',
    state: 'missing-dependency',
    mend: {
      service: 'mobile-bff',
      at: '/spec/dependencies',
      add: 'payments-api',
    },
  },
];

/** What compiling the example gives; the numbers are made up. */
export function exampleResult(name = 'payments-api'): CompileResult {
  return {
    name,
    contractVersion: '1.2.0',
    intent: exampleIntent(name),
    objects: PLACES.flatMap(place =>
      KINDS.map(kind => exampleObject({ name, kind, ...place })),
    ),
    documents: [],
    findings: [
      {
        policy: 'agreement',
        title: 'Both sides agree on a call',
        severity: 'deny',
        message: `${name} depends on fraud-service, but fraud-service does not accept it.`,
        at: '/spec/dependencies/0',
        remedy: `Add ${name} to /spec/accepts of fraud-service.`,
        environments: ['dev', 'staging', 'prod'],
      },
      {
        policy: 'topology-spread',
        title: 'Replicas are spread over zones',
        severity: 'warn',
        message: 'dev has one zone only.',
        at: '/spec/environments/0',
        remedy: 'Nothing, if that is meant.',
        environments: ['dev'],
      },
    ],
    notDerived: [
      {
        what: 'PodDisruptionBudget',
        why: 'a single replica cannot be kept while it is moved',
        from: 'contract:/tiers/tier-1',
        env: 'dev',
      },
      {
        what: 'PeerAuthentication',
        why: 'the platform has no mesh',
        from: 'contract:/providers/mesh',
      },
    ],
    agreements: exampleAgreements,
    cost: {
      monthly: '1284.40',
      monthlyAtMax: '7706.00',
      currency: 'EUR',
      lines: PLACES.map(({ env, cluster }, index) => ({
        environment: env,
        cluster,
        replicas: 4,
        cpu: '42.00',
        memory: '8.40',
        other: index > 1 ? '12.00' : '0.00',
        total: index > 1 ? '62.40' : '50.40',
      })),
    },
    readiness: {
      met: 5,
      total: 7,
      duties: [
        {
          id: 'runbook',
          title: 'A runbook that names the first three steps',
          state: 'met',
          why: 'people are woken up by this',
          remedy: '',
        },
        {
          id: 'rollback',
          title: 'A way back that was tried',
          state: 'missing',
          why: 'a public service is rolled back more often than mended',
          remedy: 'Say how in /spec/rollout/rollback.',
          at: '/spec/rollout/rollback',
        },
        {
          id: 'load-test',
          title: 'A load test at the expected rate',
          state: 'unknown',
          why: 'the intent cannot tell',
          remedy: 'Attach the result to the readiness review.',
        },
      ],
    },
    denied: true,
  };
}

/** The service as the fleet knows it. */
export function exampleService(name = 'payments-api'): FleetService {
  return {
    name,
    team: 'payments',
    system: 'billing',
    tier: 'tier-1',
    workloadType: 'http-api',
    exposure: 'public',
    environments: ['dev', 'staging', 'prod'],
    dependencies: ['fraud-service'],
    accepts: ['checkout-api', 'mobile-bff'],
    port: 8080,
    hosts: ['payments.example.com'],
    demand: {},
  };
}

/** What the tab of a service gets. */
export function exampleServiceAnswer(name = 'payments-api'): ServiceAnswer {
  return {
    service: exampleService(name),
    intent: exampleIntent(name),
    commit: 'c0ffee'.repeat(7).slice(0, 40),
    result: exampleResult(name),
    openRequests: [],
  };
}
