import type { Agreement, Fleet, NotDerived, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import type {
  EnvironmentContext,
  NamespaceContext,
  Objectives,
} from './context';
import { labelsFor } from './labels';
import { NAME_LABEL } from './names';
import type { Provider } from './providers/provider';
import type { WorkloadShape } from './workloads/shape';
import { planSecrets } from './secretPlan';
import { type EnvironmentSettings, mainContainerOf } from '../settings';

/** Decides once what several objects of an environment have in common. */
export function createEnvironmentContext(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  settings: EnvironmentSettings;
  agreements: Agreement[];
  shape: WorkloadShape;
  providers: readonly Provider[];
  leaveOut(entry: NotDerived): void;
}): EnvironmentContext {
  const { shape, providers, ...given } = options;
  const { intent, contract, settings } = given;
  const { name, system } = intent.metadata;
  const { workloadType, tier } = intent.spec;
  const { features } = contract.workloadTypes[workloadType];
  const identity = {
    contract,
    environment: settings.environment,
    team: settings.team,
    system,
    intent,
  };
  const routed = features.route && settings.host !== undefined;
  return {
    ...given,
    environment: settings.environment,
    name,
    namespace: settings.namespace,
    team: settings.team,
    tier: contract.tiers[tier],
    features,
    main: settings.containers[mainContainerOf(intent)],
    objectives: objectivesOfIntent(intent, contract),
    secrets: planSecrets({ intent, settings }),
    labels: labelsFor('objects', identity),
    podLabels: labelsFor('pods', identity).labels,
    selector: { [NAME_LABEL]: name },
    rollout: shape.plan({ intent, contract, routed, providers }),
  };
}

/** What the namespace of an environment is derived from. */
export function createNamespaceContext(
  ctx: EnvironmentContext,
): NamespaceContext {
  const { contract, environment, team, namespace } = ctx;
  const { system } = ctx.intent.metadata;
  return {
    contract,
    environment,
    team,
    system,
    namespace,
    clusters: contract.clusters.filter(({ environments }) =>
      environments.includes(environment.name),
    ),
    labels: labelsFor('namespaces', { contract, environment, team, system }),
  };
}

function objectivesOfIntent(
  intent: ServiceIntent,
  contract: PlatformContract,
): Objectives {
  const { slo, tier } = intent.spec;
  return slo
    ? { ...slo, from: 'intent:/spec/slo' }
    : {
        availability: contract.tiers[tier].availability,
        from: `contract:/tiers/${tier}/availability`,
      };
}
