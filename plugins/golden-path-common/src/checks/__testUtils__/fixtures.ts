import { resolveSettings } from '../../settings';
import { buildFleet } from '../../fleet';
import type {
  CompileResult,
  DerivedObject,
  Fleet,
  KubeObject,
  PlatformContract,
} from '../../model';
import { contractSchema } from '../../schema/contract';
import { CONTRACT } from './contract';
import { serviceIntentSchema, type ServiceIntent } from '../../schema/intent';
import type { SharedResource } from '../../schema/resource';

/** A contract as small as the schema lets it be, with the facts of the demo that the tests speak about. */
export function testContract(
  change: (contract: PlatformContract) => void = () => {},
): PlatformContract {
  const contract: PlatformContract = {
    ...contractSchema.parse(CONTRACT),
    policies: [],
  };
  change(contract);
  return contract;
}

/** An intent with only what is required; `spec` and `metadata` say what is special. */
export function testIntent(
  options: {
    name?: string;
    owner?: string;
    system?: string;
    spec?: Partial<ServiceIntent['spec']>;
  } = {},
): ServiceIntent {
  const { name = 'payments-api', owner = 'group:payments' } = options;
  return serviceIntentSchema.parse({
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'ServiceIntent',
    metadata: { name, owner, system: options.system ?? 'billing' },
    spec: {
      workloadType: 'internal-api',
      tier: 'tier-2',
      dataClassification: 'internal',
      exposure: 'internal',
      runtime: 'java',
      containers: {
        app: {
          image: `registry.example.com/${name}@sha256:${'a'.repeat(64)}`,
          port: 8080,
          resources: { cpu: '500m', memory: '1Gi' },
        },
      },
      scaling: { min: 2, max: 4 },
      environments: ['dev', 'prod'],
      ...options.spec,
    },
  });
}

/** What every check takes: the service among its fleet. */
export function checkOptions(options: {
  intent: ServiceIntent;
  others?: ServiceIntent[];
  resources?: SharedResource[];
  contract?: PlatformContract;
  /** Whether the fleet knows the service already. */
  known?: boolean;
}): {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  settings: ReturnType<typeof resolveSettings>;
} {
  const { intent, others = [], resources, known = true } = options;
  const contract = options.contract ?? testContract();
  return {
    intent,
    contract,
    fleet: buildFleet({
      intents: known ? [...others, intent] : others,
      resources,
      contract,
    }),
    settings: resolveSettings({ intent, contract }),
  };
}

/** A result of the compiler, made by hand from an intent and some objects. */
export function testResult(options: {
  intent?: ServiceIntent;
  objects?: DerivedObject[];
  findings?: CompileResult['findings'];
  notDerived?: CompileResult['notDerived'];
}): CompileResult {
  const { intent = testIntent(), objects = [], findings = [] } = options;
  return {
    name: intent.metadata.name,
    contractVersion: '1.0.0',
    intent,
    objects,
    documents: [],
    findings,
    notDerived: options.notDerived ?? [],
    agreements: [],
    cost: { monthly: '0.00', monthlyAtMax: '0.00', currency: 'EUR', lines: [] },
    readiness: { met: 0, total: 0, duties: [] },
    denied: findings.some(({ severity }) => severity === 'deny'),
  };
}

/** A Deployment in one cluster; `pod` is laid over the pod's specification. */
export function deployment(
  options: {
    env?: string;
    cluster?: string;
    replicas?: number;
    container?: Record<string, unknown>;
    pod?: Record<string, unknown>;
    kind?: string;
  } = {},
): DerivedObject {
  const { env = 'prod', cluster = 'prod-eu-1', kind = 'Deployment' } = options;
  const object: KubeObject = {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'payments-api', labels: {} },
    spec: {
      replicas: options.replicas ?? 3,
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              image: 'registry.example.com/payments-api:1',
              ...options.container,
            },
          ],
          ...options.pod,
        },
      },
    },
  };
  return {
    env,
    cluster,
    path: `clusters/${cluster}/${env}-payments-billing/payments-api/${kind.toLowerCase()}-payments-api.yaml`,
    object,
    because: [],
  };
}
