import type { PlatformContract } from '../model';
import type { ServiceIntent, WorkloadType } from '../schema/intent';
import { mainContainerOf, resolveSettings } from '../settings';
import type { DeliveryState } from './api';
import { deliveryRules, type DeliveryRules } from './rules';

/** How deliveries of one service go in one environment, from intent and contract. @public */
export interface DeliveryProfile extends DeliveryRules {
  service: string;
  environment: string;
  production: boolean;
  /** Clusters that it runs in. */
  clusters: string[];
  /** Image of the main container as Git has it. */
  image: string;
  /** States that this service does not go through here, and why. */
  notApplicable: Partial<Record<DeliveryState, string>>;
  /** The environment that an image goes to from here. */
  promotesTo?: string;
}

/** One for each environment of the intent that the contract knows, in the order of the contract. @public */
export function deliveryProfiles(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): DeliveryProfile[] {
  const { intent, contract } = options;
  const { tier } = intent.spec;
  const main = mainContainerOf(intent);
  const order = contract.environments.map(({ name }) => name);
  const settings = resolveSettings(options).sort(
    (a, b) =>
      order.indexOf(a.environment.name) - order.indexOf(b.environment.name),
  );
  const own = settings.map(({ environment }) => environment.name);
  const rules = deliveryRules(contract, tier);
  const notApplicable = statesLeftOut(options);
  return settings.map(({ environment, clusters, containers }) => {
    const promotesTo = nextOf({ environment: environment.name, own, contract });
    return {
      ...rules,
      service: intent.metadata.name,
      environment: environment.name,
      production: environment.production,
      clusters: clusters.map(({ name }) => name),
      image: containers[main]?.image ?? '',
      notApplicable,
      ...(promotesTo && { promotesTo }),
    };
  });
}

/** The first environment of the service on the way that the contract promotes on. */
function nextOf(options: {
  environment: string;
  own: string[];
  contract: PlatformContract;
}): string | undefined {
  const { environment, own, contract } = options;
  const comesFrom = new Map(
    contract.environments.map(({ name, promotesFrom }) => [name, promotesFrom]),
  );
  /** Environments between the two; undefined when one does not lead to the other. */
  const stepsTo = (name: string): number | undefined => {
    let at = comesFrom.get(name);
    for (let steps = 0; at && steps < comesFrom.size; steps++) {
      if (at === environment) {
        return steps;
      }
      at = comesFrom.get(at);
    }
    return undefined;
  };
  return own
    .flatMap(name => {
      const steps = stepsTo(name);
      return steps === undefined ? [] : [{ name, steps }];
    })
    .sort((a, b) => a.steps - b.steps)[0]?.name;
}

/** Work that ends by itself, and work that waits for its hour. */
const RUNS_TO_ITS_END: readonly WorkloadType[] = [
  'migration-job',
  'batch-compute',
];

function statesLeftOut({
  intent,
  contract,
}: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): DeliveryProfile['notApplicable'] {
  const { workloadType, tier, rollout } = intent.spec;
  if (workloadType === 'scheduled-task') {
    return {
      ready:
        'A scheduled task is there once it is synced; whether its runs succeed is told by its alerts.',
      canary: 'A scheduled task has no traffic to take a share of.',
      promoted: 'Without a canary there is nothing to promote.',
    };
  }
  if (RUNS_TO_ITS_END.includes(workloadType)) {
    return {
      canary: `Work of the type ${workloadType} runs once and has no traffic to take a share of.`,
      promoted: 'Without a canary there is nothing to promote.',
    };
  }
  const whole = 'Without a canary a release has everything once it is ready.';
  if (!contract.workloadTypes[workloadType].features.canary) {
    return {
      canary: `Work of the type ${workloadType} is renewed pod by pod.`,
      promoted: whole,
    };
  }
  if (contract.providers.rollout.provider === 'rolling') {
    return {
      canary: 'The platform contract rolls every release out pod by pod.',
      promoted: whole,
    };
  }
  const strategy = rollout?.strategy ?? contract.tiers[tier].rollout.strategy;
  return strategy === 'canary'
    ? {}
    : {
        canary: rollout
          ? 'The intent asks for a rolling update.'
          : `A service of ${tier} is rolled out pod by pod.`,
        promoted: whole,
      };
}
