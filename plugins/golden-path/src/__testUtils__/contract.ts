import type {
  ContractAnswer,
  ContractLayer,
  PlatformContract,
  Policy,
} from '@fairway/plugin-golden-path-common';

const LAYERS = [
  ['runtime', 'Runtime', 'Where does it run?', 'Kubernetes 1.34'],
  ['network', 'Network', 'Who may talk to whom?', 'NetworkPolicy'],
  ['traffic', 'Traffic', 'How do requests get in?', 'Gateway API'],
  ['identity', 'Identity and secrets', 'Who is it?', 'External Secrets'],
  ['delivery', 'Delivery', 'How does a change get there?', 'Argo CD'],
  ['policy', 'Policy', 'What is refused?', 'ValidatingAdmissionPolicy'],
  ['telemetry', 'Telemetry', 'How is it doing?', 'Prometheus operator'],
  ['cost', 'Cost', 'What does it cost?', 'OpenCost'],
] as const;

const layers: ContractLayer[] = LAYERS.map(
  ([id, title, question, provider]) => ({
    id,
    title,
    question,
    provider,
    owner: id === 'policy' ? 'group:security' : 'group:platform',
    sla: '99.95 % a month, answers within 30 min in office hours',
    platformGives: ['a default that is safe', 'upgrades without your help'],
    teamsGive: ['an owner who answers', 'an intent that says the truth'],
    override: { who: 'the owning team', approval: 'platform' },
    observedBy: `dashboard platform-${id}`,
    onFailure: 'the last good state keeps running; changes wait',
    costAttribution: 'shared, by requests',
    evidence: 'audit log, kept 400 d',
  }),
);

function policy(options: {
  id: string;
  title: string;
  severity: Policy['severity'];
}): Policy {
  const { id, title, severity } = options;
  return {
    id,
    title,
    severity,
    reason: `Without this, a mistake of one team reaches the others (${id}).`,
    remedy: 'State it in the intent, or ask for an exception that expires.',
    file: `policies/${id}.yaml`,
    policy: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: id },
    },
    bindings: [],
  };
}

const tier = {
  title: 'Tier 1',
  meaning: 'customers notice within minutes',
  placement: 'all',
  minReplicas: 3,
  maxReplicas: 30,
  priorityClass: 'tier-1',
  terminationGracePeriod: '60s',
  availability: 99.9,
  rollout: { strategy: 'canary', steps: [{ weight: 5, pause: '5m' }] },
  disruption: { maxUnavailable: '25%' },
  spread: { zones: 'required', nodes: 'preferred' },
  scaleDownStabilization: '5m',
  duties: [],
} satisfies PlatformContract['tiers']['tier-1'];

const workloadType = {
  title: 'HTTP API',
  description: 'answers requests',
  primitive: 'Rollout, Service and HTTPRoute',
  keyRisk: 'overload',
  controls: ['autoscaling'],
  exposures: ['internal', 'public'],
  features: {
    service: true,
    route: true,
    autoscaling: true,
    disruptionBudget: true,
    probes: true,
    sloAlerts: true,
    canary: true,
  },
  defaults: {
    port: 8080,
    resources: { cpu: '250m', memory: '256Mi', memoryLimit: '512Mi' },
  },
} satisfies PlatformContract['workloadTypes']['http-api'];

const prices = { cpu: '21.00', memory: '2.80', storage: '0.09' };
const quota = { cpu: '40', memory: '160Gi', pods: 200, objects: 600 };
const classification = {
  title: 'Internal',
  meaning: 'for people of the company',
  exposures: ['none', 'internal', 'public'],
} satisfies PlatformContract['dataClassifications']['internal'];

/** A contract with something in each part that pages show; not the one that ships. */
export function exampleContract(): PlatformContract {
  return {
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'PlatformContract',
    metadata: {
      name: 'example',
      title: 'Example platform',
      version: '1.2.0',
    },
    layers,
    environments: [
      {
        name: 'dev',
        title: 'Development',
        purpose: 'try things',
        bias: 'speed',
        production: false,
      },
      {
        name: 'staging',
        title: 'Staging',
        purpose: 'prove that it would hold',
        bias: 'likeness to production',
        production: false,
        promotesFrom: 'dev',
      },
      {
        name: 'prod',
        title: 'Production',
        purpose: 'serve customers',
        bias: 'safety',
        production: true,
        promotesFrom: 'staging',
      },
    ],
    clusters: [
      ['nonprod-1', 'dev', 'eu-central', '10.1.0.0/16'],
      ['staging-1', 'staging', 'eu-central', '10.2.0.0/16'],
      ['prod-eu-1', 'prod', 'eu-central', '10.3.0.0/16'],
      ['prod-us-1', 'prod', 'us-east', '10.4.0.0/16'],
      ['prod-dr-1', 'prod', 'eu-west', '10.5.0.0/16'],
    ].map(([name, environment, region, podCidr]) => ({
      name,
      region,
      zones: ['a', 'b', 'c'],
      environments: [environment],
      role: name.includes('-dr-') ? ('standby' as const) : ('active' as const),
      primary: name === 'prod-eu-1',
      podCidr,
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
      gatewayNamespace: 'gateway',
      monitoringNamespace: 'monitoring',
      roles: [],
    },
    tiers: { 'tier-1': tier, 'tier-2': tier, 'tier-3': tier },
    workloadTypes: {
      'http-api': workloadType,
      'internal-api': workloadType,
      'queue-worker': workloadType,
      'scheduled-task': workloadType,
      'migration-job': workloadType,
      'node-agent': workloadType,
      stateful: workloadType,
      'batch-compute': workloadType,
      gateway: workloadType,
    },
    labels: { prefix: 'fairway.dev', taxonomy: [] },
    telemetry: { signals: [] },
    providers: {
      delivery: {
        provider: 'argo-cd',
        namespace: 'argocd',
        project: 'tenants',
        repository: 'https://git.example.com/gitops.git',
        branch: 'main',
      },
      network: { provider: 'kubernetes' },
      mesh: { provider: 'none' },
      traffic: {
        provider: 'gateway-api',
        gatewayClass: 'public',
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
        requestsMetric: 'http_requests_per_second',
      },
      rollout: { provider: 'argo-rollouts' },
      metrics: { provider: 'prometheus-operator', scrapeInterval: '30s' },
      policy: { provider: 'validating-admission-policy' },
    },
    quotas: { default: { dev: quota, staging: quota, prod: quota } },
    secretGrants: [],
    supplyChain: { registries: [], signers: [], provenanceLevel: 2 },
    prices: { currency: 'EUR', default: prices, publicRoute: '12.00' },
    approvals: {
      reviewers: {
        sre: { title: 'SRE', groups: ['group:sre'] },
        security: { title: 'Security', groups: ['group:security'] },
      },
      rules: [],
    },
    exposurePolicy: { required: [] },
    dataClassifications: {
      public: classification,
      internal: classification,
      confidential: classification,
      restricted: classification,
    },
    resources: [],
    exceptions: [
      {
        id: 'ledger-root',
        policy: 'run-as-non-root',
        service: 'ledger-archive',
        environments: ['dev', 'prod'],
        reason: 'the vendor image starts as root; replacement is on its way',
        approvedBy: 'group:security',
        ticket: 'SEC-412',
        expires: '2026-12-01',
      },
      {
        id: 'mobile-bff-limits',
        policy: 'resource-limits',
        service: 'mobile-bff',
        environments: ['prod'],
        reason: 'load test during the sale',
        approvedBy: 'group:platform',
        ticket: 'PLT-77',
        expires: '2026-11-01',
      },
      {
        id: 'search-tag',
        policy: 'image-digest',
        service: 'search-indexer-with-a-rather-long-name-for-a-service',
        environments: ['staging'],
        reason: 'nightly builds are addressed by tag',
        approvedBy: 'group:platform',
        ticket: 'PLT-91',
        expires: '2027-06-30',
      },
    ],
    changelog: [
      {
        version: '1.2.0',
        date: '2026-11-02',
        changes: [
          { kind: 'added', text: 'Images in production need a signature.' },
          {
            kind: 'changed',
            text: 'Tier-1 services run three replicas at the least.',
          },
        ],
      },
      {
        version: '1.1.0',
        date: '2026-09-14',
        changes: [{ kind: 'added', text: 'The standby cluster prod-dr-1.' }],
      },
    ],
    policies: [
      policy({
        id: 'image-digest',
        title: 'Images are named by digest',
        severity: 'deny',
      }),
      policy({
        id: 'run-as-non-root',
        title: 'Containers do not run as root',
        severity: 'deny',
      }),
      policy({
        id: 'resource-limits',
        title: 'Every container has a memory limit',
        severity: 'deny',
      }),
      policy({
        id: 'topology-spread',
        title: 'Replicas are spread over zones',
        severity: 'warn',
      }),
    ],
  };
}

const GIB = 1024 ** 3;

/** What the platform page gets. */
export function exampleContractAnswer(): ContractAnswer {
  return {
    contract: exampleContract(),
    exceptions: [
      { id: 'ledger-root', state: 'near-expiry', daysLeft: 10 },
      { id: 'mobile-bff-limits', state: 'expired', daysLeft: -20 },
      { id: 'search-tag', state: 'active', daysLeft: 221 },
    ],
    quotaInUse: ['payments', 'checkout', 'risk', 'search', 'ledger'].flatMap(
      (team, index) =>
        ['dev', 'staging', 'prod'].map((environment, place) => ({
          team,
          environment,
          cpuMillis: 3_000 + index * 6_500 * (place + 1),
          memoryBytes: (8 + index * 12 * (place + 1)) * GIB,
          pods: 12 + index * 20,
          objects: 60 + index * 70,
        })),
    ),
    counts: { services: 412, denied: 2, warned: 17 },
    policyHits: [
      {
        policy: 'resource-limits',
        denied: 2,
        warned: 0,
        excepted: 1,
        services: ['fraud-service', 'search-api', 'ledger-archive'],
      },
      {
        policy: 'run-as-non-root',
        denied: 0,
        warned: 0,
        excepted: 1,
        services: ['ledger-archive'],
      },
      {
        policy: 'agreement',
        denied: 0,
        warned: 15,
        excepted: 0,
        services: ['payments-api', 'mobile-bff', 'checkout-api'],
      },
    ],
  };
}
