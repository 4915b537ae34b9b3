import type { Agreement, Fleet, NotDerived, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import type {
  AnnotationSet,
  EnvironmentContext,
  NamespaceContext,
  Objectives,
} from './context';
import { type LabelSet, labelsFor } from './labels';
import { NAME_LABEL } from './names';
import type { PodFacts, Provider } from './providers/provider';
import { finishedSecrets } from './providers/secrets/finishedSecrets';
import type { WorkloadShape } from './workloads/shape';
import { NO_NOTES } from './workNotes';
import { planQueue } from './queuePlan';
import { planSecrets } from './secretPlan';
import { planStore } from './storePlan';
import { isRoutedByName, trafficSplitsOf } from './trafficSplits';
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
  const main = settings.containers[mainContainerOf(intent)];
  const routed = features.route && settings.host !== undefined;
  const rollout = shape.plan({ intent, contract, settings, routed, providers });
  const ctx = {
    ...given,
    environment: settings.environment,
    name,
    namespace: settings.namespace,
    team: settings.team,
    tier: contract.tiers[tier],
    features,
    main,
    objectives: objectivesOfIntent(intent, contract),
    secrets: planSecrets({ intent, settings }),
    secretAccess:
      providers.find(each => each.secretAccess)?.secretAccess ??
      finishedSecrets,
    labels: labelsFor('objects', identity),
    podLabels: labelsFor('pods', identity).labels,
    selector: { [NAME_LABEL]: name },
    queue: planQueue(given),
    store: planStore({ ...given, port: main.port }),
    rollout,
    trafficSplits:
      rollout.canary === 'none'
        ? []
        : trafficSplitsOf({ canary: rollout.canary, contract, providers }),
    routedByName: isRoutedByName(providers),
    metricsAddress: metricsAddressOf(contract, providers),
    podAnnotations: annotationsOf(
      {
        contract,
        environment: settings.environment,
        namespace: settings.namespace,
        main,
        features,
      },
      providers,
    ),
  };
  const noted = { ...ctx, notes: { ...NO_NOTES, ...shape.notes?.(ctx) } };
  const scaler = providers.find(({ autoscaler }) => autoscaler);
  return {
    ...noted,
    autoscaler: isScaled(noted) ? scaler?.autoscaler?.(noted) : undefined,
  };
}

/** An engine that keeps the released pods elsewhere takes their number from an autoscaler, even one that never moves. */
function isScaled({
  features,
  rollout,
  settings,
}: Pick<EnvironmentContext, 'features' | 'rollout' | 'settings'>): boolean {
  const { min, max } = settings.scaling;
  return (
    features.autoscaling &&
    (max > min || (rollout.carrier.released !== undefined && max > 1))
  );
}

/** The contract's own, else where the chosen provider answers by its own convention. */
function metricsAddressOf(
  contract: PlatformContract,
  providers: readonly Provider[],
): string {
  const { queryUrl } = contract.providers.metrics;
  const [conventional = ''] = providers.flatMap(
    provider => provider.metricsAddress?.(contract) ?? [],
  );
  return queryUrl ?? conventional;
}

function annotationsOf(
  pod: PodFacts,
  providers: readonly Provider[],
): AnnotationSet {
  const sets = providers.flatMap(
    provider => provider.podAnnotations?.(pod) ?? [],
  );
  return {
    annotations: Object.assign({}, ...sets.map(set => set.annotations)),
    reasons: sets.flatMap(({ reasons }) => reasons),
  };
}

/** What the namespace of an environment is derived from. */
export function createNamespaceContext(
  ctx: EnvironmentContext,
  providers: readonly Provider[],
): NamespaceContext {
  const { contract, environment, team, namespace } = ctx;
  const { system } = ctx.intent.metadata;
  const facts = {
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
  const labels: LabelSet[] = providers.flatMap(
    provider => provider.namespaceLabels?.(facts) ?? [],
  );
  return {
    ...facts,
    providerLabels: {
      labels: Object.assign({}, ...labels.map(set => set.labels)),
      reasons: labels.flatMap(({ reasons }) => reasons),
    },
    platformTraffic: providers.flatMap(
      provider => provider.platformTraffic?.(facts) ?? [],
    ),
  };
}

function objectivesOfIntent(
  intent: ServiceIntent,
  contract: PlatformContract,
): Objectives {
  const { slo, tier } = intent.spec;
  const { availability } = slo ?? {};
  return availability === undefined
    ? {
        ...slo,
        availability: contract.tiers[tier].availability,
        from: `contract:/tiers/${tier}/availability`,
      }
    : { ...slo, availability, from: 'intent:/spec/slo' };
}
