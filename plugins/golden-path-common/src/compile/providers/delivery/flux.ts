import type { Because } from '../../../model';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  type NamespaceContext,
  workloadName,
} from '../../context';
import type { FluxKustomization } from '../../crds/flux';
import { namespaceFolder, serviceFolder } from '../../paths';
import type { PlatformDelivery } from '../../platformContext';
import type { Provider } from '../provider';
import {
  type FluxPlace,
  kustomizationOf,
  kustomizationReasons,
} from './fluxKustomization';
import { gitRepository } from './fluxSource';
import { tenantAccount, tenantBinding } from './fluxTenant';
import { APPLY, CREATE_ONLY, keptOff } from './fluxKept';

/**
 * Delivery by Flux: in each cluster one source, a Kustomization for each service and one for each namespace
 * baseline. Each cluster runs its own Flux and applies to itself.
 */
export const flux: Provider<'delivery'> = {
  layer: 'delivery',
  name: 'flux',
  onceAnnotations: { [APPLY]: CREATE_ONLY },
  derive: ctx =>
    ctx.settings.clusters.map(({ name }) => serviceKustomization(ctx, name)),
  deriveNamespace: ctx => [
    ...ctx.clusters.flatMap(({ name }) => [
      gitRepository(ctx.contract, name),
      namespaceKustomization(ctx, name),
    ]),
    ...tenantAccount(ctx),
    ...tenantBinding(ctx),
  ],
  deliverPlatform: delivery => [platformKustomization(delivery)],
};

function serviceKustomization(
  ctx: EnvironmentContext,
  cluster: string,
): Derived {
  const { delivery } = ctx.contract.providers;
  const place: FluxPlace = {
    contract: ctx.contract,
    name: `${ctx.environment.name}-${ctx.name}`,
    labels: ctx.labels.labels,
    path: serviceFolder({
      cluster,
      namespace: ctx.namespace,
      service: ctx.name,
    }),
    prune: true,
    orphan: false,
  };
  const kustomization = kustomizationOf(place);
  const { spec } = kustomization;
  const { apiVersion, kind, health } = ctx.rollout.carrier;
  const workload = workloadName(ctx);
  const kept = keptOff(ctx);
  const reasons: Because[] = [];
  if (delivery.tenantRole !== undefined) {
    spec.serviceAccountName = ctx.namespace;
    reasons.push(
      because(
        '/spec/serviceAccountName',
        'contract:/providers/delivery/tenantRole',
        `Applies as an account that has ${delivery.tenantRole} in ${ctx.namespace} and nothing elsewhere, so that no file of this service reaches another tenant.`,
      ),
    );
  } else {
    ctx.leaveOut({
      what: 'Account of its own for delivery',
      why: 'The contract names no ClusterRole for deliveries of tenants (providers.delivery.tenantRole), so Flux applies with its own rights.',
      from: 'contract:/providers/delivery',
    });
  }
  spec.dependsOn = [{ name: namespaceName(ctx.namespace) }];
  if (ctx.rollout.once) {
    ctx.leaveOut({
      what: 'Health check of the delivery',
      why: `Flux would wait until the ${kind} has ended, and report a failure where that takes longer than its own timeout; an alert tells whether it ended well.`,
      from: ctx.rollout.from,
    });
  } else {
    spec.healthChecks = [
      { apiVersion, kind, name: workload, namespace: ctx.namespace },
    ];
    reasons.push(
      because(
        '/spec/healthChecks',
        ctx.rollout.from,
        `Delivered when the ${kind} says so, and not merely when it was accepted; nothing else is waited for, so that a certificate on its way holds up no release.`,
      ),
    );
  }
  if (health) {
    spec.healthCheckExprs = [{ apiVersion, kind, ...health }];
    reasons.push(
      because(
        '/spec/healthCheckExprs',
        ctx.rollout.from,
        `Flux cannot read the status of a ${kind} by itself; this says what it means.`,
      ),
    );
  }
  if (kept.patches.length > 0) {
    spec.patches = kept.patches;
  }
  if (kept.ignore.length > 0) {
    spec.ignore = kept.ignore;
  }
  return {
    place: 'delivery',
    cluster,
    object: kustomization,
    because: [
      ...kustomizationReasons({
        place,
        why: `Brings ${ctx.name} to ${cluster} and keeps it as Git says.`,
        prune:
          'What is deleted in Git is deleted in the cluster, and with the Kustomization all that it brought.',
      }),
      because(
        '/spec/dependsOn',
        'fairway:baseline-first',
        'The namespace is there before what goes into it.',
      ),
      ...kept.reasons,
      ...reasons,
      ...ctx.labels.reasons,
    ],
  };
}

function namespaceName(namespace: string): string {
  return `namespace-${namespace}`;
}

function namespaceKustomization(
  ctx: NamespaceContext,
  cluster: string,
): Derived {
  const place: FluxPlace = {
    contract: ctx.contract,
    name: namespaceName(ctx.namespace),
    labels: ctx.labels.labels,
    path: namespaceFolder({ cluster, namespace: ctx.namespace }),
    prune: false,
    orphan: true,
  };
  const kustomization = kustomizationOf(place);
  kustomization.spec.wait = true;
  return {
    place: 'delivery',
    cluster,
    object: kustomization,
    because: [
      ...kustomizationReasons({
        place,
        why: `Brings the baseline of ${ctx.namespace} to ${cluster} and keeps it as Git says.`,
        prune:
          'A change by hand is undone, but nothing is deleted by itself: a lost file must not take a namespace with all that is in it.',
      }),
      because(
        '/spec/wait',
        'fairway:baseline-first',
        'Services follow when all of the baseline is there.',
      ),
      ...ctx.labels.reasons,
    ],
  };
}

/** One for each folder of the platform, each after the one before it. */
function platformKustomization(
  delivery: PlatformDelivery,
): Pick<Derived, 'object' | 'because'> {
  const { contract, cluster, folder, path, after } = delivery;
  const place: FluxPlace = {
    contract,
    name: `platform-${folder}`,
    labels: { 'app.kubernetes.io/managed-by': 'fairway' },
    path,
    prune: true,
    orphan: true,
  };
  const object: FluxKustomization = kustomizationOf(place);
  object.spec.wait = true;
  if (after) {
    object.spec.dependsOn = [{ name: `platform-${after}` }];
  }
  return {
    object,
    because: [
      ...kustomizationReasons({
        place,
        why: `Brings the platform's ${folder} to ${cluster} and keeps them as Git says.`,
        prune:
          'What the contract no longer has goes; removing this Kustomization by mistake takes nothing with it.',
      }),
      because(
        '/spec/wait',
        'fairway:platform-first',
        'What follows needs all of it to be there.',
      ),
      ...(after
        ? [
            because(
              '/spec/dependsOn',
              'fairway:platform-first',
              'A kind that a template brings is there before objects of it.',
            ),
          ]
        : []),
    ],
  };
}
