import { z } from 'zod';
import {
  DATA_CLASSIFICATIONS,
  EXPOSURES,
  TIERS,
  WORKLOAD_TYPES,
} from './intent';
import { sharedResourceSchema } from './resource';
import {
  byteQuantity,
  cpuQuantity,
  dnsLabel,
  duration,
  expiry,
  groupRef,
  hostName,
  line,
  semver,
} from './scalars';

const paragraph = z.string().min(1).max(2000);
/** A Kubernetes label key with its prefix. */
const labelKey = z
  .string()
  .regex(
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
    { error: 'expected a label key such as fairway.dev/team' },
  );
const decimal = z.string().regex(/^[0-9]+(\.[0-9]+)?$/, {
  error: 'expected an amount in quotes such as "23.50"',
});

/** One of the eight layers: who owns the default, who may override it, and what each side gives. */
const layerSchema = z.strictObject({
  id: dnsLabel,
  title: line(80),
  question: line(160),
  owner: groupRef,
  provider: line(120),
  sla: line(160),
  platformGives: z.array(line(200)).min(1),
  teamsGive: z.array(line(200)).min(1),
  override: z.strictObject({ who: line(160), approval: line(160) }),
  observedBy: line(200),
  onFailure: line(300),
  costAttribution: line(200),
  evidence: line(200),
});

const environmentSchema = z.strictObject({
  name: dnsLabel,
  title: line(60),
  purpose: line(160),
  bias: line(160),
  /** Production rules apply: digests, signatures, review. */
  production: z.boolean(),
  /** Promotion comes from here. */
  promotesFrom: dnsLabel.optional(),
  /** Public hosts of other environments than production get this suffix before the domain. */
  hostSuffix: line(40).optional(),
});

const clusterSchema = z.strictObject({
  name: dnsLabel,
  region: line(40),
  zones: z.array(line(40)).min(1),
  environments: z.array(dnsLabel).min(1),
  /** `active` serves traffic, `standby` is for recovery. */
  role: z.enum(['active', 'standby']),
  /** The first cluster services land in when a tier asks for one only. */
  primary: z.boolean().optional(),
  podCidr: z.cidrv4(),
});

const tenancySchema = z.strictObject({
  /** Placeholders: {environment} {team} {system}. */
  namespacePattern: z
    .string()
    .regex(/^(\{(environment|team|system)\}|[a-z0-9-])+$/, {
      error:
        'expected a pattern of {environment}, {team}, {system} and letters such as {environment}-{team}-{system}',
    })
    .refine(
      value => value.includes('{environment}') && value.includes('{team}'),
      { error: 'expected at least {environment} and {team}' },
    ),
  podSecurity: z.strictObject({
    enforce: z.enum(['restricted', 'baseline', 'privileged']),
    audit: z.enum(['restricted', 'baseline', 'privileged']),
    warn: z.enum(['restricted', 'baseline', 'privileged']),
  }),
  limitRange: z.strictObject({
    defaultCpuRequest: cpuQuantity,
    defaultMemoryRequest: byteQuantity,
    defaultMemoryLimit: byteQuantity,
    maxCpu: cpuQuantity,
    maxMemory: byteQuantity,
  }),
  /** Where DNS answers inside each cluster. */
  dns: z.strictObject({ namespace: dnsLabel, podLabel: line(120) }),
  /** Namespaces of the platform that reach into tenants: gateways and scrapers. */
  gatewayNamespace: dnsLabel,
  monitoringNamespace: dnsLabel,
  /** Group suffixes or names bound in every tenant namespace. */
  roles: z.array(
    z.strictObject({
      name: dnsLabel,
      /** `{team}` is replaced by the owning team. */
      group: line(120),
      verbs: z.array(
        z.enum(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
      ),
      resources: z.array(line(80)).min(1),
      apiGroups: z.array(z.string().max(120)).min(1),
    }),
  ),
});

const placementSchema = z.enum(['primary', 'active', 'all']);

const tierSchema = z.strictObject({
  title: line(60),
  meaning: line(300),
  placement: placementSchema,
  minReplicas: z.int().min(1),
  maxReplicas: z.int().min(1),
  priorityClass: dnsLabel,
  terminationGracePeriod: duration,
  /** Percent. */
  availability: z.number().gt(0).lt(100),
  rollout: z.strictObject({
    strategy: z.enum(['canary', 'rolling']),
    steps: z.array(
      z.strictObject({
        weight: z.int().min(1).max(100),
        pause: duration.optional(),
      }),
    ),
  }),
  disruption: z.strictObject({ maxUnavailable: line(5) }),
  spread: z.strictObject({
    zones: z.enum(['required', 'preferred', 'none']),
    nodes: z.enum(['required', 'preferred', 'none']),
  }),
  scaleDownStabilization: duration,
  /** Duties: what a service of this tier owes; `requires` names an intent path that has to be stated. */
  duties: z.array(
    z.strictObject({
      id: dnsLabel,
      title: line(120),
      why: line(300),
      requires: z.string().startsWith('/').optional(),
      remedy: line(300),
    }),
  ),
});

const workloadTypeSchema = z.strictObject({
  title: line(60),
  description: line(300),
  primitive: line(160),
  keyRisk: line(160),
  controls: z.array(line(80)).min(1),
  /** Exposures this type may have. */
  exposures: z.array(z.enum(EXPOSURES)).min(1),
  /** What applies to it. */
  features: z.strictObject({
    service: z.boolean(),
    route: z.boolean(),
    autoscaling: z.boolean(),
    disruptionBudget: z.boolean(),
    probes: z.boolean(),
    sloAlerts: z.boolean(),
    canary: z.boolean(),
  }),
  defaults: z.strictObject({
    port: z.int().min(1).max(65535).optional(),
    resources: z.strictObject({
      cpu: cpuQuantity,
      memory: byteQuantity,
      memoryLimit: byteQuantity,
    }),
  }),
});

/** @public */
export const PROVIDER_CHOICES = {
  delivery: ['argo-cd', 'flux'],
  network: ['kubernetes', 'cilium'],
  mesh: ['none', 'istio'],
  traffic: ['gateway-api', 'ingress'],
  secrets: ['external-secrets', 'csi-secrets-store'],
  scaling: ['hpa', 'keda'],
  rollout: ['argo-rollouts', 'flagger', 'rolling'],
  metrics: ['prometheus-operator', 'victoria-metrics'],
  policy: ['validating-admission-policy', 'kyverno', 'gatekeeper'],
} as const;

const providersSchema = z.strictObject({
  delivery: z.strictObject({
    provider: z.enum(PROVIDER_CHOICES.delivery),
    namespace: dnsLabel,
    project: dnsLabel,
    repository: z.string().regex(/^(https:\/\/|ssh:\/\/|git@)[^\s]+$/, {
      error: 'expected the address of the GitOps repository',
    }),
    branch: line(100),
  }),
  network: z.strictObject({ provider: z.enum(PROVIDER_CHOICES.network) }),
  mesh: z.strictObject({ provider: z.enum(PROVIDER_CHOICES.mesh) }),
  traffic: z.strictObject({
    provider: z.enum(PROVIDER_CHOICES.traffic),
    gatewayClass: dnsLabel,
    issuer: dnsLabel,
    /** Hosts have to end in one of these. */
    domains: z.array(hostName).min(1),
  }),
  secrets: z.strictObject({
    provider: z.enum(PROVIDER_CHOICES.secrets),
    store: dnsLabel,
    refreshInterval: duration,
    /** Placeholders: {environment} {team} {service} {secret}. */
    pathPattern: line(200),
  }),
  scaling: z.strictObject({
    provider: z.enum(PROVIDER_CHOICES.scaling),
    cpuUtilization: z.int().min(10).max(95),
    requestsMetric: line(120),
  }),
  rollout: z.strictObject({ provider: z.enum(PROVIDER_CHOICES.rollout) }),
  metrics: z.strictObject({
    provider: z.enum(PROVIDER_CHOICES.metrics),
    scrapeInterval: duration,
    dashboardUrl: z.string().startsWith('https://').optional(),
  }),
  policy: z.strictObject({ provider: z.enum(PROVIDER_CHOICES.policy) }),
});

const quotaAmounts = z.strictObject({
  cpu: cpuQuantity,
  memory: byteQuantity,
  pods: z.int().min(1),
  objects: z.int().min(1),
});

const quotasSchema = z.strictObject({
  /** By environment, for every team without a row of its own. */
  default: z.record(dnsLabel, quotaAmounts),
  /** By team (group name without `group:`), then environment. */
  teams: z.record(dnsLabel, z.record(dnsLabel, quotaAmounts)).optional(),
});

/**
 * Team × secret × environment. A row names one team and one secret: there is no wildcard on purpose, because a
 * secret that everyone may read cannot be rotated, traced or taken back.
 */
const grantSchema = z.strictObject({
  team: groupRef,
  secret: dnsLabel,
  environments: z.array(dnsLabel).min(1),
  /** Keys it holds; the form offers them. */
  keys: z.array(line(128)).min(1),
  note: line(200).optional(),
});

const supplyChainSchema = z.strictObject({
  registries: z.array(
    z.strictObject({
      prefix: line(200),
      /** Teams that may use it; all when left out. */
      teams: z.array(groupRef).optional(),
    }),
  ),
  signers: z.array(
    z.strictObject({
      name: dnsLabel,
      issuer: z.string().startsWith('https://'),
      subject: line(300),
    }),
  ),
  /** SLSA build level that production asks for. */
  provenanceLevel: z.int().min(0).max(4),
});

const priceRow = z.strictObject({
  /** Per core and month. */
  cpu: decimal,
  /** Per GiB and month. */
  memory: decimal,
  /** Per GiB and month. */
  storage: decimal,
});
const pricesSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, {
    error: 'expected a currency such as EUR',
  }),
  default: priceRow,
  /** By cluster. */
  clusters: z.record(dnsLabel, priceRow).optional(),
  publicRoute: decimal,
});

/** @public */
export const REVIEW_TRIGGERS = [
  'public-route',
  'privileged',
  'host-path',
  'replicas-tenfold',
  'new-stateful',
  'cluster-wide-controller',
  'tier-1-readiness',
  'exception-used',
  'override-used',
  'owner-changed',
] as const;

/** The governance table as data. */
const approvalsSchema = z.strictObject({
  /** Kinds of reviewer and the groups they come from. */
  reviewers: z.record(
    dnsLabel,
    z.strictObject({ title: line(60), groups: z.array(groupRef).min(1) }),
  ),
  rules: z.array(
    z.strictObject({
      trigger: z.enum(REVIEW_TRIGGERS),
      decision: line(120),
      reviewer: dnsLabel,
      why: line(300),
      /** Environments in which the trigger counts; production ones when left out. */
      environments: z.array(dnsLabel).optional(),
    }),
  ),
});

/** A policy is set aside for a service until it expires. @public */
export const policyExceptionSchema = z.strictObject({
  id: dnsLabel,
  policy: dnsLabel,
  service: dnsLabel,
  environments: z.array(dnsLabel).min(1),
  reason: line(500),
  approvedBy: groupRef,
  ticket: line(80),
  expires: expiry,
});

const labelsSchema = z.strictObject({
  /** Prefix of our own labels and annotations. */
  prefix: line(60),
  /** What each label is for and where its value comes from. */
  taxonomy: z.array(
    z.strictObject({
      key: labelKey,
      from: z.enum([
        'name',
        'system',
        'team',
        'tier',
        'environment',
        'workload-type',
        'exposure',
        'data-classification',
        'cost-centre',
        'product',
        'managed-by',
        'contract-version',
      ]),
      why: line(200),
      /** `selector` labels also go on pods and select them. */
      on: z.array(z.enum(['objects', 'pods', 'namespaces'])).min(1),
    }),
  ),
});

const telemetrySchema = z.strictObject({
  signals: z.array(
    z.strictObject({
      signal: line(40),
      fields: z.array(line(60)).min(1),
    }),
  ),
});

const exposurePolicySchema = z.strictObject({
  /** What a public service has to state: intent path, title, why. */
  required: z.array(
    z.strictObject({
      id: dnsLabel,
      title: line(80),
      requires: z.string().startsWith('/').optional(),
      why: line(300),
    }),
  ),
});

const changelogEntry = z.strictObject({
  version: semver,
  date: z.iso.date(),
  changes: z
    .array(
      z.strictObject({
        kind: z.enum(['added', 'changed', 'removed', 'fixed']),
        text: line(400),
      }),
    )
    .min(1),
});

/**
 * The sections of the contract, each of which may live in a file of its own. Policies are Kubernetes documents
 * and are read beside them.
 */
export const contractSections = {
  layers: z.array(layerSchema).length(8, { error: 'expected eight layers' }),
  environments: z.array(environmentSchema).min(1),
  clusters: z.array(clusterSchema).min(1),
  tenancy: tenancySchema,
  tiers: z.record(z.enum(TIERS), tierSchema),
  workloadTypes: z.record(z.enum(WORKLOAD_TYPES), workloadTypeSchema),
  labels: labelsSchema,
  telemetry: telemetrySchema,
  providers: providersSchema,
  quotas: quotasSchema,
  secretGrants: z.array(grantSchema),
  supplyChain: supplyChainSchema,
  prices: pricesSchema,
  approvals: approvalsSchema,
  exposurePolicy: exposurePolicySchema,
  /** What data classes may be exposed how. */
  dataClassifications: z.record(
    z.enum(DATA_CLASSIFICATIONS),
    z.strictObject({
      title: line(60),
      meaning: line(300),
      exposures: z.array(z.enum(EXPOSURES)).min(1),
    }),
  ),
  resources: z.array(sharedResourceSchema),
  exceptions: z.array(policyExceptionSchema),
  changelog: z.array(changelogEntry).min(1),
} as const;

/** @public */
export const contractSchema = z.strictObject({
  apiVersion: z.literal('fairway.dev/v1alpha1'),
  kind: z.literal('PlatformContract'),
  metadata: z.strictObject({
    name: dnsLabel,
    title: line(80),
    version: semver,
    description: paragraph.optional(),
  }),
  ...contractSections,
});

/** The contract without its policies, as the files state it. @public */
export type ContractDocument = z.infer<typeof contractSchema>;
/** @public */
export type ContractEnvironment = z.infer<typeof environmentSchema>;
/** @public */
export type ContractCluster = z.infer<typeof clusterSchema>;
/** @public */
export type ContractTier = z.infer<typeof tierSchema>;
/** @public */
export type ContractLayer = z.infer<typeof layerSchema>;
/** @public */
export type PolicyException = z.infer<typeof policyExceptionSchema>;
/** @public */
export type SecretGrant = z.infer<typeof grantSchema>;
/** @public */
export type ReviewTrigger = (typeof REVIEW_TRIGGERS)[number];
/** @public */
export type QuotaAmounts = z.infer<typeof quotaAmounts>;
