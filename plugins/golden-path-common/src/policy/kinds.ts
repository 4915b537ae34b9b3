import { z } from 'zod';
import type { KubeObject } from '../model';

/** What a kind is called in the API: group, version, kind and the plural that rules name. */
export interface ResourceType {
  group: string;
  version: string;
  kind: string;
  resource: string;
  namespaced: boolean;
}

/** Plurals that the rule below would get wrong. */
const IRREGULAR: Record<string, string> = {
  Endpoints: 'endpoints',
  DestinationRule: 'destinationrules',
  ServiceEntry: 'serviceentries',
  PodMetrics: 'pods',
  NodeMetrics: 'nodes',
  CiliumNetworkPolicy: 'ciliumnetworkpolicies',
  SecurityContextConstraints: 'securitycontextconstraints',
};

const CLUSTER_SCOPED = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'ClusterIssuer',
  'ClusterSecretStore',
  'ClusterExternalSecret',
  'ClusterPolicy',
  'ClusterTriggerAuthentication',
  'CiliumClusterwideNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ComponentStatus',
  'DeviceClass',
  'IPAddress',
  'ResourceSlice',
  'ServiceCIDR',
  'StorageVersion',
  'StorageVersionMigration',
  'VolumeAttributesClass',
  'StorageClass',
  'PriorityClass',
  'IngressClass',
  'GatewayClass',
  'RuntimeClass',
  'CustomResourceDefinition',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'ValidatingPolicy',
  'ConstraintTemplate',
  'CSIDriver',
  'CSINode',
  'VolumeAttachment',
  'CertificateSigningRequest',
  'FlowSchema',
  'PriorityLevelConfiguration',
]);

/** Plural as the API machinery guesses it: `-s`, `-es` after a sibilant, `-ies` after a consonant and `y`. */
export function pluralOf(kind: string): string {
  const irregular = IRREGULAR[kind];
  if (irregular) return irregular;
  const singular = kind.toLowerCase();
  if (/(s|x|z|ch|sh)$/.test(singular)) return `${singular}es`;
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return `${singular}s`;
}

/** Kinds that policies are commonly about, so that a rule's plural leads back to its kind. */
const COMMON_KINDS = [
  ...CLUSTER_SCOPED,
  ...Object.keys(IRREGULAR),
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Event',
  'Job',
  'LimitRange',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'PodTemplate',
  'ReplicaSet',
  'ReplicationController',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
  'HorizontalPodAutoscaler',
  'Ingress',
  'NetworkPolicy',
  'EndpointSlice',
  'Lease',
  'GRPCRoute',
  'Gateway',
  'HTTPRoute',
  'ReferenceGrant',
  'TCPRoute',
  'TLSRoute',
  'AnalysisTemplate',
  'Application',
  'ApplicationSet',
  'AppProject',
  'Rollout',
  'Certificate',
  'ExternalSecret',
  'SecretStore',
  'SecretProviderClass',
  'PodMonitor',
  'PrometheusRule',
  'ServiceMonitor',
  'ScaledJob',
  'ScaledObject',
  'AuthorizationPolicy',
  'PeerAuthentication',
  'VirtualService',
  'Canary',
  'GitRepository',
  'HelmRelease',
  'Kustomization',
];

let kindsByResource: ReadonlyMap<string, string> | undefined;

/** The kind behind a plural such as `deployments`; nothing for one that is not common. */
export function kindOfResource(resource: string): string | undefined {
  kindsByResource ??= new Map(COMMON_KINDS.map(kind => [pluralOf(kind), kind]));
  return kindsByResource.get(resource);
}

const definitionSchema = z.looseObject({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string(), plural: z.string() }),
    scope: z.enum(['Cluster', 'Namespaced']),
  }),
});

/** Types that CustomResourceDefinitions define, by group and kind. */
export type CustomTypes = ReadonlyMap<
  string,
  { resource: string; namespaced: boolean }
>;

/** Reads plural and scope of the kinds that CustomResourceDefinitions among some objects define. */
export function customTypesOf(objects: readonly KubeObject[]): CustomTypes {
  const types = new Map<string, { resource: string; namespaced: boolean }>();
  for (const object of objects) {
    const parsed = definitionSchema.safeParse(object);
    if (parsed.success) {
      const { group, names, scope } = parsed.data.spec;
      types.set(`${group}/${names.kind}`, {
        resource: names.plural,
        namespaced: scope === 'Namespaced',
      });
    }
  }
  return types;
}

/**
 * Whether the kind of an object lives in namespaces; nothing where only a definition that is not here could tell,
 * and the object does not say it itself.
 */
export function scopeOf(
  object: KubeObject,
  custom: CustomTypes,
): 'Cluster' | 'Namespaced' | undefined {
  if (object.metadata.namespace !== undefined) return 'Namespaced';
  const { group, namespaced } = resourceTypeOf(object, custom);
  const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io');
  if (!isBuiltIn && !custom.has(`${group}/${object.kind}`)) return undefined;
  return namespaced ? 'Namespaced' : 'Cluster';
}

const known = new Map<string, ResourceType>();

export function resourceTypeOf(
  object: KubeObject,
  custom?: CustomTypes,
): ResourceType {
  const { apiVersion, kind } = object;
  if (custom?.size) {
    const [group, version] = apiVersion.split('/');
    const type = custom.get(`${group}/${kind}`);
    if (type && version) return { group, version, kind, ...type };
  }
  const cut = apiVersion.indexOf('/');
  const namespaced = !CLUSTER_SCOPED.has(kind);
  const key = `${apiVersion} ${kind} ${namespaced}`;
  const cached = known.get(key);
  if (cached) return cached;
  const type = {
    group: cut < 0 ? '' : apiVersion.slice(0, cut),
    version: apiVersion.slice(cut + 1),
    kind,
    resource: pluralOf(kind),
    namespaced,
  };
  known.set(key, type);
  return type;
}
