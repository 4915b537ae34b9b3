import type { ContractLayer } from '../../schema/contract';

function layer(id: string): ContractLayer {
  return {
    id,
    title: id,
    question: 'What is it for?',
    owner: id === 'secrets' ? 'group:security' : 'group:platform',
    provider: 'kubernetes',
    sla: '99.9 %',
    platformGives: ['a default'],
    teamsGive: ['an intent'],
    override: { who: 'the platform team', approval: 'review' },
    observedBy: 'dashboards',
    onFailure: 'page the owner',
    costAttribution: 'labels',
    evidence: 'Git',
  };
}

function tier(options: {
  placement: string;
  minReplicas: number;
  duties?: unknown[];
}) {
  return {
    title: 'A tier',
    meaning: 'How much it matters.',
    maxReplicas: 10,
    priorityClass: 'standard',
    terminationGracePeriod: '60s',
    availability: 99.9,
    rollout: { strategy: 'rolling', steps: [] },
    disruption: { maxUnavailable: '1' },
    spread: { zones: 'preferred', nodes: 'preferred' },
    scaleDownStabilization: '5m',
    duties: [],
    ...options,
  };
}

function workloadType(options: {
  exposures: string[];
  service: boolean;
  route: boolean;
}) {
  return {
    title: 'A type',
    description: 'What it is for.',
    primitive: 'Deployment',
    keyRisk: 'none',
    controls: ['probes'],
    exposures: options.exposures,
    features: {
      service: options.service,
      route: options.route,
      autoscaling: true,
      disruptionBudget: true,
      probes: options.service,
      sloAlerts: options.service,
      canary: false,
    },
    defaults: {
      port: 8080,
      resources: { cpu: '250m', memory: '512Mi', memoryLimit: '1Gi' },
    },
  };
}

const quiet = workloadType({
  exposures: ['none'],
  service: false,
  route: false,
});
const anyExposure = ['none', 'internal', 'public'];
const everywhere = ['dev', 'test', 'staging', 'prod'];

/** The document as YAML would give it. */
export const CONTRACT = {
  apiVersion: 'fairway.dev/v1alpha1',
  kind: 'PlatformContract',
  metadata: { name: 'test', title: 'Test', version: '1.0.0' },
  layers: [
    'runtime',
    'network',
    'secrets',
    'delivery',
    'observability',
    'policy',
    'data',
    'cost',
  ].map(layer),
  environments: everywhere.map(name => ({
    name,
    title: name,
    purpose: 'to run',
    bias: 'none',
    production: name === 'prod',
    ...(name === 'staging' ? { hostSuffix: '.staging' } : {}),
  })),
  clusters: [
    ['nonprod-1', ['dev', 'test'], 'active'],
    ['staging-1', ['staging'], 'active'],
    ['prod-us-1', ['prod'], 'active'],
    ['prod-eu-1', ['prod'], 'active'],
    ['prod-dr-1', ['prod'], 'standby'],
  ].map(([name, environments, role], index) => ({
    name,
    environments,
    role,
    region: 'eu-1',
    zones: ['a'],
    podCidr: `10.${index}.0.0/16`,
    ...(name === 'prod-eu-1' ? { primary: true } : {}),
  })),
  tenancy: {
    namespacePattern: '{environment}-{team}-{system}',
    podSecurity: {
      enforce: 'restricted',
      audit: 'restricted',
      warn: 'restricted',
    },
    limitRange: {
      defaultCpuRequest: '100m',
      defaultMemoryRequest: '128Mi',
      defaultMemoryLimit: '256Mi',
      maxCpu: '8',
      maxMemory: '16Gi',
    },
    dns: { namespace: 'kube-system', podLabel: 'k8s-app=kube-dns' },
    gatewayNamespace: 'gateways',
    monitoringNamespace: 'monitoring',
    roles: [],
  },
  tiers: {
    'tier-1': tier({
      placement: 'all',
      minReplicas: 3,
      duties: [
        {
          id: 'escalation',
          title: 'Somebody can be paged',
          why: 'It has to be mended at night.',
          requires: '/spec/operations/escalation',
          remedy: 'Add "escalation" to "operations"',
        },
        {
          id: 'restore',
          title: 'A restore was practised',
          why: 'Backups that were never restored are hopes.',
          remedy: 'Practise it',
        },
      ],
    }),
    'tier-2': tier({ placement: 'active', minReplicas: 2 }),
    'tier-3': tier({ placement: 'primary', minReplicas: 1 }),
  },
  workloadTypes: {
    'http-api': workloadType({
      exposures: anyExposure,
      service: true,
      route: true,
    }),
    'internal-api': workloadType({
      exposures: ['internal'],
      service: true,
      route: false,
    }),
    'queue-worker': quiet,
    'scheduled-task': quiet,
    'migration-job': quiet,
    'node-agent': quiet,
    stateful: workloadType({
      exposures: ['internal'],
      service: true,
      route: false,
    }),
    'batch-compute': quiet,
    gateway: workloadType({
      exposures: ['public'],
      service: true,
      route: true,
    }),
  },
  labels: { prefix: 'fairway.dev/', taxonomy: [] },
  telemetry: { signals: [] },
  providers: {
    delivery: {
      provider: 'argo-cd',
      namespace: 'argocd',
      project: 'services',
      repository: 'https://git.example.com/gitops',
      branch: 'main',
    },
    network: { provider: 'kubernetes' },
    mesh: { provider: 'none' },
    traffic: {
      provider: 'gateway-api',
      gatewayClass: 'standard',
      issuer: 'letsencrypt',
      domains: ['example.com'],
    },
    secrets: {
      provider: 'external-secrets',
      store: 'vault',
      refreshInterval: '1h',
      pathPattern: '{environment}/{team}/{secret}',
    },
    scaling: {
      provider: 'hpa',
      cpuUtilization: 70,
      requestsMetric: 'http_requests',
    },
    rollout: { provider: 'rolling' },
    metrics: { provider: 'prometheus-operator', scrapeInterval: '30s' },
    policy: { provider: 'validating-admission-policy' },
  },
  quotas: {
    default: Object.fromEntries(
      everywhere.map(name => [
        name,
        { cpu: '100', memory: '200Gi', pods: 100, objects: 1000 },
      ]),
    ),
    teams: {
      payments: { prod: { cpu: '20', memory: '64Gi', pods: 40, objects: 200 } },
    },
  },
  secretGrants: [
    {
      team: 'group:payments',
      secret: 'payments-db',
      environments: everywhere,
      keys: ['dsn'],
    },
    {
      team: 'group:payments',
      secret: 'stripe',
      environments: ['dev'],
      keys: ['api-key'],
    },
    {
      team: 'group:checkout',
      secret: 'checkout-db',
      environments: ['prod'],
      keys: ['dsn'],
    },
  ],
  supplyChain: {
    registries: [
      { prefix: 'registry.example.com/' },
      { prefix: 'ghcr.io/risk', teams: ['group:risk'] },
    ],
    signers: [],
    provenanceLevel: 2,
  },
  prices: {
    currency: 'EUR',
    default: { cpu: '20.00', memory: '3.333', storage: '0.10' },
    clusters: {
      'prod-us-1': { cpu: '30.00', memory: '4.00', storage: '0.20' },
    },
    publicRoute: '12.50',
  },
  approvals: {
    reviewers: {
      sre: { title: 'Reliability', groups: ['group:sre'] },
      security: { title: 'Security', groups: ['group:security'] },
    },
    rules: [
      ['public-route', 'security'],
      ['privileged', 'security'],
      ['host-path', 'security'],
      ['replicas-tenfold', 'sre'],
      ['new-stateful', 'sre'],
      ['store-changed', 'sre'],
      ['cluster-wide-controller', 'sre'],
      ['tier-1-readiness', 'sre'],
      ['exception-used', 'security'],
      ['override-used', 'sre'],
      ['owner-changed', 'sre'],
      ['tier-lowered', 'sre'],
      ['classification-lowered', 'security'],
      ['environment-removed', 'sre'],
      ['public-route-changed', 'sre'],
      ['agreement-removed', 'sre'],
      ['objective-lowered', 'sre'],
    ].map(([trigger, reviewer]) => ({
      trigger,
      reviewer,
      decision: 'Needs review',
      why: 'Because it is risky.',
    })),
  },
  exposurePolicy: {
    required: [
      {
        id: 'rate-limit',
        title: 'A rate limit',
        requires: '/spec/route/rateLimit',
        why: 'The internet has no manners.',
      },
      {
        id: 'tls',
        title: 'TLS',
        why: 'The platform terminates it.',
      },
    ],
  },
  dataClassifications: {
    public: { title: 'Public', meaning: 'For all.', exposures: anyExposure },
    internal: { title: 'Internal', meaning: 'For us.', exposures: anyExposure },
    confidential: {
      title: 'Confidential',
      meaning: 'For some.',
      exposures: anyExposure,
    },
    restricted: {
      title: 'Restricted',
      meaning: 'For few.',
      exposures: ['none', 'internal'],
    },
  },
  resources: [
    {
      name: 'kafka-payments',
      type: 'topic',
      engine: 'Kafka',
      owner: 'group:platform',
      endpoint: { namespace: 'kafka', ports: [9092] },
    },
    {
      name: 'postgres-payments',
      type: 'database',
      engine: 'PostgreSQL',
      owner: 'group:platform',
      endpoint: { cidr: '10.200.0.0/24', ports: [5432] },
      environments: ['prod'],
      consumers: ['group:payments'],
    },
  ],
  exceptions: [],
  changelog: [
    {
      version: '1.0.0',
      date: '2026-11-01',
      changes: [{ kind: 'added', text: 'Everything.' }],
    },
  ],
};
