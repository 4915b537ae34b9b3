const AS_IT_IS =
  'an intent has no place for it; where it matters, ask the platform for it, or for an override with a reason';

/** Why something has no place in an intent, by kind and path; the first that fits counts. */
const REASONS: readonly [RegExp, string][] = [
  [
    /^Service spec\.loadBalancerSourceRanges|^Ingress metadata\.annotations\..*(list|source-range|inbound-cidr|allowed-|middlewares|snippet|policies|plugins)|ipBlock/,
    'restricts access: it keeps callers and hosts to addresses, and an intent does not; who may call is stated by exposure and accepts, what is called by dependencies',
  ],
  [
    /^(Ingress|HTTPRoute|GRPCRoute) metadata\.annotations\..*auth/,
    'restricts access: it asks callers who they are; state it as route.authentication',
  ],
  [
    /^Service metadata\.annotations\./,
    'it speaks to the load balancer of a cloud; what is public goes through the gateway of the platform',
  ],
  [
    /^(Ingress|HTTPRoute|GRPCRoute) metadata\.annotations\.(cert-manager|.*issuer)/,
    'the gateway of the platform ends TLS with its own certificates',
  ],
  [
    /^Ingress metadata\.annotations\./,
    'it speaks to one ingress controller; a route states host, paths, authentication and a rate limit',
  ],
  [
    /^ServiceAccount metadata\.annotations\.(eks\.amazonaws\.com|iam\.gke\.io|azure\.workload\.identity)/,
    'pods act as this role of the cloud, and a service of the platform gets an account of its own without it; ask the platform to bind the role to it',
  ],
  [
    /annotations\.(vault\.hashicorp\.com|.*vault)/,
    'secrets come from the vault by spec.secrets; list each key that is used',
  ],
  [
    /annotations\.(sidecar\.istio\.io|linkerd\.io|traffic\.sidecar|proxy\.istio\.io)/,
    'the platform decides what the mesh puts into pods',
  ],
  [
    /metadata\.annotations\./,
    'nobody is told who reads it; what tools need of a service has to be stated in its intent',
  ],
  [
    /metadata\.labels\./,
    'the platform labels anew; what selects or counts by this label has to be told',
  ],
  [
    /^\w+ (spec\.)?strategy|updateStrategy|minReadySeconds|progressDeadline|podManagementPolicy|^Rollout spec/,
    'how a new version is released is stated as rollout, and the tier decides the rest',
  ],
  [/\bpaused\b|\bsuspend\b/, 'a service that is held back has no intent there'],
  [
    /revisionHistoryLimit|HistoryLimit|ttlSecondsAfterFinished/,
    'the platform decides what is kept',
  ],
  [
    /backoffLimit|podFailurePolicy|restartPolicy|successPolicy|podReplacementPolicy/,
    'the platform decides how often work that failed is tried again: pods of work that ends are never restarted in place',
  ],
  [
    /\b(parallelism|completions|completionMode)\b/,
    'several pieces of work at once are batch-compute; a task and a migration run as one',
  ],
  [
    /\bactiveDeadlineSeconds\b/,
    'only work that ends has a longest run, as its timeout',
  ],
  [
    /readOnlyRootFilesystem/,
    'pods of the platform have a read-only file system, and what may be written is /tmp; what writes elsewhere fails',
  ],
  [
    /emptyDir/,
    'the platform decides how large /tmp is, and that it is on disk',
  ],
  [
    /volumes\.secret/,
    'the keys of a secret are files below /etc/secrets, under their own names',
  ],
  [/volumes/, 'no container mounts it'],
  [/\bsubPath/, 'a volume is mounted as a whole'],
  [
    /\b(fsGroup|runAsUser|runAsGroup|supplementalGroups)/,
    'the platform decides user and groups; files in the image have to be readable for any user',
  ],
  [
    /\bsysctls|procMount|seccomp|seLinux|appArmor|windowsOptions|capabilities/,
    'the platform runs containers without privileges; what really needs them asks for an override with a reason',
  ],
  [
    /affinity|topologySpreadConstraints/,
    'the tier decides how replicas are spread',
  ],
  [/priorityClassName|preemptionPolicy/, 'the tier decides the priority'],
  [
    /nodeSelector|tolerations|nodeName|runtimeClassName|schedulerName|\boverhead\b/,
    'the platform decides which nodes there are',
  ],
  [/imagePullSecrets|imagePullPolicy/, 'the platform may read its registries'],
  [/hostNetwork|hostPort|hostIP\b/, 'pods stay off the network of their node'],
  [/hostPID|shareProcessNamespace/, 'pods stay off the processes of others'],
  [/hostIPC/, 'pods stay off the memory of their node'],
  [
    /hostAliases|dnsPolicy|dnsConfig/,
    'names come from DNS, as the platform sets it up',
  ],
  [/\boptional$/, 'what an intent names has to be there before a pod starts'],
  [
    /serviceAccountName/,
    'each service has an account of its own; rights that are bound to this one are lost, and it is not among the manifests',
  ],
  [
    /sessionAffinity/,
    'any replica answers any request; keep sessions outside of the process',
  ],
  [
    /externalTrafficPolicy/,
    'requests come by the gateway, which tells the address of the client in a header',
  ],
  [
    /^Service spec\.ports/,
    'callers reach a service on the port of its container, and on that one alone',
  ],
  [/^Service spec\.selector/, 'it selects no pods among the manifests'],
  [
    /^Ingress spec\.tls/,
    'the gateway of the platform ends TLS with its own certificates',
  ],
  [
    /pathType|matches.*type/,
    'a route takes paths as prefixes: what lies below becomes reachable too',
  ],
  [
    /^(Ingress|HTTPRoute|GRPCRoute) spec\..*(host|hostnames|path)\b/,
    'it is no part of the route of the draft: a public service has one host, without wildcards, and its paths',
  ],
  [
    /defaultBackend|backend/,
    'what leads to another service is a route of that service',
  ],
  [
    /^(HTTPRoute|GRPCRoute) spec/,
    'a route states host, paths, authentication and a rate limit',
  ],
  [
    /^HorizontalPodAutoscaler|^ScaledObject/,
    'an intent states the range of replicas and the metric (scaling); the platform decides how it is followed',
  ],
  [
    /^PodDisruptionBudget/,
    'the tier decides how many replicas may be away at once',
  ],
  [
    /^(ServiceMonitor|PodMonitor)/,
    'metrics are scraped at metricsPort and metricsPath of a container, without credentials; state them there',
  ],
  [
    /^(LimitRange|ResourceQuota)/,
    'the platform sets the limits of each namespace',
  ],
  [/^Gateway/, 'gateways are those of the platform'],
  [
    /^NetworkPolicy/,
    'traffic follows agreements: state it as accepts of the one that is called and as a dependency of the caller',
  ],
  [
    /^ExternalSecret/,
    'the vault of the platform holds a secret under the name and keys that an intent states',
  ],
  [
    /^ConfigMap/,
    'no variable of the drafts reads it; settings are variables, files belong into the image',
  ],
  [
    /Probe/,
    'the platform asks health at a path of the port that it serves on, without a query',
  ],
  [
    /preStop/,
    'before it stops, a container serves some seconds longer, or is told at a path (health.drain) of its port',
  ],
];

/** What access, rights or whether it runs at all hangs on. */
const URGENT =
  /^restricts access|act as this role|a read-only file system|rights that are bound/;

/** Why an intent has no place for something; `path` as words, without the numbers of items. */
export function reasonFor(
  kind: string,
  path: string,
): { why: string; urgent?: true } {
  const text = `${kind} ${path}`;
  const why = REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? AS_IT_IS;
  return { why, ...(URGENT.test(why) && { urgent: true }) };
}
