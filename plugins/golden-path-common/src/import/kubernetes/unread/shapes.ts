import { each, only, READ, type Fields, type Shape } from '../../unread/shape';

/** Set by the API server, by controllers or by tools that apply manifests; says nothing of the workload. */
const SERVER_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kubectl.kubernetes.io/restartedAt',
  'deployment.kubernetes.io/revision',
  'deprecated.daemonset.template.generation',
  'meta.helm.sh/release-name',
  'meta.helm.sh/release-namespace',
  'argocd.argoproj.io/tracking-id',
  'control-plane.alpha.kubernetes.io/leader',
];

/** Labels that name a workload and the tool that made it; the platform labels anew. */
const NAMING_LABELS = [
  'app',
  'k8s-app',
  'name',
  'release',
  'chart',
  'heritage',
  'helm.sh/chart',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'app.kubernetes.io/component',
  'app.kubernetes.io/managed-by',
  'kubernetes.io/metadata.name',
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
];

const readAll = (names: readonly string[]): Fields =>
  Object.fromEntries(names.map(name => [name, READ]));

/** Metadata of an object, with the labels and annotations that something of the import reads. */
export function metadataShape(
  read: { labels?: Fields; annotations?: Fields } = {},
): Fields {
  return {
    name: READ,
    generateName: READ,
    namespace: READ,
    labels: { ...readAll(NAMING_LABELS), ...read.labels },
    annotations: { ...readAll(SERVER_ANNOTATIONS), ...read.annotations },
    uid: READ,
    resourceVersion: READ,
    generation: READ,
    creationTimestamp: READ,
    deletionTimestamp: READ,
    deletionGracePeriodSeconds: READ,
    managedFields: READ,
    selfLink: READ,
    finalizers: READ,
    ownerReferences: READ,
  };
}

/** An object with a specification; its status is what the cluster says of it. */
export function objectShape(metadata: Fields, rest: Fields): Fields {
  return {
    apiVersion: READ,
    kind: READ,
    metadata,
    status: READ,
    ...rest,
  };
}

const REFERENCE: Shape = { name: READ, key: READ, optional: only(false) };

const PROBE: Fields = {
  // What asks in another way than HTTP is told whole.
  exec: READ,
  tcpSocket: READ,
  grpc: { service: READ },
  httpGet: {
    path: value => typeof value === 'string' && !value.includes('?'),
    port: READ,
    scheme: only('HTTP', 'HTTPS'),
    httpHeaders: READ,
  },
  initialDelaySeconds: READ,
  periodSeconds: READ,
  timeoutSeconds: READ,
  failureThreshold: READ,
  successThreshold: READ,
};

const SECURITY_OF_CONTAINER: Shape = {
  privileged: READ,
  allowPrivilegeEscalation: READ,
  runAsNonRoot: READ,
  runAsUser: only(0),
  readOnlyRootFilesystem: only(true),
  capabilities: { add: READ, drop: READ },
  procMount: only('Default'),
  seccompProfile: { type: only('RuntimeDefault') },
};

/** A container that is drafted. `served` are the ports that something in the draft stands for. */
export function containerShape(options: {
  grpcPort: Shape;
  drainPort: Shape;
  volumeMounts: Shape;
}): Fields {
  const { grpcPort, drainPort, volumeMounts } = options;
  const probe: Shape = { ...PROBE, grpc: { service: READ, port: grpcPort } };
  return {
    name: READ,
    image: READ,
    imagePullPolicy: only('Always', 'IfNotPresent'),
    command: READ,
    args: READ,
    env: each({
      name: READ,
      value: READ,
      valueFrom: {
        secretKeyRef: REFERENCE,
        configMapKeyRef: REFERENCE,
        // Told, each with its variable.
        fieldRef: READ,
        resourceFieldRef: READ,
        fileKeyRef: READ,
      },
    }),
    envFrom: each({
      prefix: READ,
      configMapRef: REFERENCE,
      secretRef: REFERENCE,
    }),
    ports: each({ containerPort: READ, name: READ, protocol: READ }),
    resources: { requests: READ, limits: READ },
    readinessProbe: probe,
    livenessProbe: probe,
    startupProbe: probe,
    lifecycle: {
      preStop: {
        exec: READ,
        tcpSocket: READ,
        httpGet: { path: READ, port: drainPort, scheme: only('HTTP') },
      },
      postStart: READ,
    },
    securityContext: SECURITY_OF_CONTAINER,
    volumeMounts,
    terminationMessagePath: only('/dev/termination-log'),
    terminationMessagePolicy: only('File'),
    stdin: only(false),
    stdinOnce: only(false),
    tty: only(false),
  };
}

/** The specification of pods, but for what depends on the workload: containers, volumes, tolerations. */
export function podShape(rest: Fields): Fields {
  return {
    initContainers: READ,
    serviceAccount: READ,
    securityContext: {
      runAsNonRoot: only(true),
      seccompProfile: { type: only('RuntimeDefault') },
    },
    terminationGracePeriodSeconds: value => typeof value === 'number',
    automountServiceAccountToken: READ,
    dnsPolicy: only('ClusterFirst'),
    schedulerName: only('default-scheduler'),
    enableServiceLinks: only(true, false),
    hostNetwork: only(false),
    hostPID: only(false),
    hostIPC: only(false),
    hostUsers: only(true),
    shareProcessNamespace: only(false),
    setHostnameAsFQDN: only(false),
    preemptionPolicy: only('PreemptLowerPriority'),
    ...rest,
  };
}

const CLAIM: Shape = {
  apiVersion: READ,
  kind: READ,
  metadata: { name: READ, creationTimestamp: READ },
  status: READ,
  spec: {
    storageClassName: READ,
    accessModes: each(only('ReadWriteOnce')),
    volumeMode: only('Filesystem'),
    resources: { requests: { storage: READ } },
  },
};

const REPLICAS: Fields = { replicas: READ, selector: READ };

const JOB: Fields = {
  backoffLimit: only(6),
  completionMode: only('NonIndexed'),
  suspend: only(false),
  manualSelector: only(false),
  podReplacementPolicy: only('TerminatingOrFailed'),
  selector: READ,
  activeDeadlineSeconds: READ,
};

/** The specification of what runs pods, by kind, around the template of its pods. */
export function workloadSpecShape(options: {
  kind: string;
  template: Fields;
  /** A Job that is drafted as a batch: its pieces are carried over. */
  batch: boolean;
}): Fields {
  const { kind, template, batch } = options;
  switch (kind) {
    case 'Deployment':
      return {
        ...REPLICAS,
        template,
        revisionHistoryLimit: only(10),
        progressDeadlineSeconds: only(600),
        minReadySeconds: only(0),
        paused: only(false),
        strategy: {
          type: only('RollingUpdate'),
          rollingUpdate: {
            maxSurge: only('25%'),
            maxUnavailable: only('25%', 0),
          },
        },
      };
    case 'StatefulSet':
      return {
        ...REPLICAS,
        template,
        serviceName: READ,
        revisionHistoryLimit: only(10),
        minReadySeconds: only(0),
        podManagementPolicy: only('OrderedReady'),
        updateStrategy: {
          type: only('RollingUpdate'),
          rollingUpdate: { partition: only(0) },
        },
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: only('Retain'),
          whenScaled: only('Retain'),
        },
        // Of more than one volume, the others are told.
        volumeClaimTemplates: { '0': CLAIM, '*': READ },
      };
    case 'DaemonSet':
      return {
        selector: READ,
        template,
        revisionHistoryLimit: only(10),
        minReadySeconds: only(0),
        updateStrategy: {
          type: only('RollingUpdate'),
          rollingUpdate: { maxSurge: only(0), maxUnavailable: only(1) },
        },
      };
    case 'Job':
      return {
        ...JOB,
        template,
        parallelism: batch ? READ : only(1),
        completions: batch ? READ : only(1),
        // The platform numbers the pieces of every batch.
        ...(batch && { completionMode: only('Indexed', 'NonIndexed') }),
      };
    case 'CronJob':
      return {
        schedule: READ,
        timeZone: READ,
        concurrencyPolicy: READ,
        startingDeadlineSeconds: READ,
        suspend: only(true, false),
        successfulJobsHistoryLimit: only(3),
        failedJobsHistoryLimit: only(1),
        jobTemplate: {
          metadata: metadataShape(),
          spec: {
            ...JOB,
            template,
            parallelism: only(1),
            completions: only(1),
          },
        },
      };
    default:
      return { ...REPLICAS, template, minReadySeconds: only(0) };
  }
}
