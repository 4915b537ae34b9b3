import type { FleetService, PlatformContract } from '../model';
import type { ContractEnvironment } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import { namespaceOf } from '../settings';

/** Label that selects the pods of a service, and nothing else does. */
export const NAME_LABEL = 'app.kubernetes.io/name';
/** Label that Kubernetes itself puts on every namespace. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';
/** Which of the Services of one workload a Service is. */
export const SERVICE_ROLE_LABEL = 'fairway.dev/service-role';
/** Says that metrics are collected from what carries it. */
export const SCRAPE_LABEL = 'fairway.dev/scrape';

/** Name of the port that serves requests, and of the one that serves metrics where it is another. */
export const SERVING_PORT = 'http';
export const METRICS_PORT = 'metrics';

/** The Services that split the traffic of a canary; the one without suffix reaches every pod. */
export function stableServiceName(service: string): string {
  return `${service}-stable`;
}

/** See {@link stableServiceName}. */
export function canaryServiceName(service: string): string {
  return `${service}-canary`;
}

/** Subsets of a service in the mesh: the released pods, and those of a canary. */
export const STABLE_SUBSET = 'stable';
export const CANARY_SUBSET = 'canary';

/** The Service that gives each member of a store a name of its own. */
export function membersServiceName(service: string): string {
  return `${service}-members`;
}

/** Kubernetes Secret with the composed environment variables of a service. */
export function envSecretName(service: string): string {
  return `${service}-env`;
}

/** Kubernetes Secret that is mounted as files. */
export function filesSecretName(service: string): string {
  return `${service}-files`;
}

/** Secret that cert-manager fills with the certificate of the public host. */
export function certificateName(service: string): string {
  return `${service}-tls`;
}

/** What belongs to one more host of a gateway: an object name may hold dots, and a host is unique. */
export function hostObjectName(service: string, host: string): string {
  return `${service}.${host}`;
}

/** Namespace of another service in an environment. */
export function namespaceOfService(options: {
  service: FleetService;
  intent: ServiceIntent;
  contract: PlatformContract;
  environment: ContractEnvironment;
}): string {
  const { service, intent, contract, environment } = options;
  return namespaceOf({
    intent: {
      ...intent,
      metadata: {
        name: service.name,
        system: service.system,
        owner: `group:${service.team}`,
      },
    },
    contract,
    environment,
  });
}

/** Grafana's id of the dashboard of a service in an environment; Grafana takes 40 characters. */
export function dashboardUid(ctx: {
  name: string;
  environment: { name: string };
}): string {
  return `${ctx.environment.name}-${ctx.name}`.slice(0, 40);
}

/** The name of a Service that means the same in every namespace. */
export function serviceHost(service: {
  name: string;
  namespace: string;
}): string {
  return `${service.name}.${service.namespace}.svc.cluster.local`;
}
