import { isRecord } from '../../../json/pointer';
import type { Draft } from '../../draft';
import type { ImportedManifest } from '../../model';
import { itemsAt, mappingAt, textAt, wholeAt } from '../../read';
import { each, only, READ, type Fields, type Shape } from '../../unread/shape';
import { QUEUE_FIELDS, DEPTH_FIELDS } from '../scaling';
import { namespaceOf } from '../folder';
import { behind, scaledBy, subjectsOf, type Landing } from './landing';
import { metadataShape, objectShape } from './shapes';
import { networkPolicyShape } from './networkPolicy';
import { readKeys } from './settings';

/** What of an object that runs no pods some draft accounts for; by kind. */
export function otherShape(
  landing: Landing,
  manifest: ImportedManifest,
): Fields {
  const { kind } = manifest.object;
  const labels = Object.fromEntries(
    [...landing.folder.selectingLabels].map(label => [label, READ]),
  );
  const annotations: Fields = {
    'kubernetes.io/ingress.class': READ,
    'app.kubernetes.io/part-of': READ,
  };
  const metadata = metadataShape({
    labels: { ...labels, 'app.kubernetes.io/part-of': READ },
    annotations,
  });
  return objectShape(metadata, restOf(landing, manifest, kind));
}

function restOf(
  landing: Landing,
  manifest: ImportedManifest,
  kind: string,
): Fields {
  switch (kind) {
    case 'Service':
      return { spec: serviceShape(landing, manifest) };
    case 'Ingress':
      return { spec: ingressShape(landing, manifest) };
    case 'HTTPRoute':
    case 'GRPCRoute':
      return { spec: routeShape(landing, manifest) };
    case 'HorizontalPodAutoscaler':
      return { spec: hpaShape(landing, manifest) };
    case 'ScaledObject':
      return { spec: scaledObjectShape(landing, manifest) };
    case 'NetworkPolicy':
      return { spec: networkPolicyShape(landing, manifest) };
    case 'ConfigMap':
      return {
        data: Object.fromEntries(
          [...readKeys(landing, manifest)].map(key => [key, READ]),
        ),
        immutable: only(true, false),
      };
    case 'ExternalSecret':
      return { spec: { data: each({ secretKey: READ }) } };
    case 'PodDisruptionBudget':
    case 'ServiceMonitor':
    case 'PodMonitor':
      return { spec: { selector: READ, namespaceSelector: READ } };
    case 'ServiceAccount':
      return { automountServiceAccountToken: only(false) };
    case 'Namespace':
      return { spec: { finalizers: READ } };
    default:
      return {};
  }
}

function draftsBehind(
  landing: Landing,
  manifest: ImportedManifest,
  service: string | undefined,
): Draft[] {
  return service === undefined
    ? []
    : behind(landing, namespaceOf(manifest), service).flatMap(
        workload => landing.drafts.get(workload) ?? [],
      );
}

function serviceShape(landing: Landing, manifest: ImportedManifest): Fields {
  const { object } = manifest;
  const workloads = subjectsOf(landing, manifest);
  const drafts = workloads.flatMap(
    workload => landing.drafts.get(workload) ?? [],
  );
  const stateful = workloads.some(({ kind }) => kind === 'StatefulSet');
  const known = new Set<unknown>(
    workloads.flatMap(workload => {
      const app = landing.drafts.get(workload)?.get('/spec/containers/app');
      const numbers = [wholeAt(app, '/port'), wholeAt(app, '/metricsPort')];
      const names = itemsAt(workload.pod, '/containers')
        .flatMap(container => itemsAt(container, '/ports'))
        .filter(port => numbers.includes(wholeAt(port, '/containerPort')))
        .map(port => textAt(port, '/name'));
      return [...numbers, ...names];
    }),
  );
  return {
    // What does not stay among the services of the cluster is told with its exposure.
    type: READ,
    selector: workloads.length > 0 ? READ : undefined,
    clusterIP: value => value !== 'None' || stateful,
    clusterIPs: READ,
    ipFamilies: READ,
    ipFamilyPolicy: only('SingleStack'),
    internalTrafficPolicy: only('Cluster'),
    sessionAffinity: only('None'),
    externalTrafficPolicy: only('Cluster'),
    allocateLoadBalancerNodePorts: only(true),
    healthCheckNodePort: READ,
    publishNotReadyAddresses: only(false),
    externalName: READ,
    ports: Object.fromEntries(
      itemsAt(object, '/spec/ports').map((port, index) => {
        const target =
          wholeAt(port, '/targetPort') ??
          textAt(port, '/targetPort') ??
          wholeAt(port, '/port');
        const served =
          (textAt(port, '/protocol') ?? 'TCP') === 'TCP' &&
          (drafts.length === 0 || known.has(target));
        return [
          String(index),
          served
            ? {
                name: READ,
                port: READ,
                targetPort: READ,
                protocol: READ,
                appProtocol: READ,
                nodePort: READ,
              }
            : undefined,
        ];
      }),
    ),
  };
}

/** What is in the route of a draft: the host, and the paths unless all are. */
function routed(drafts: readonly Draft[], host: string | undefined) {
  const routes = drafts
    .map(draft => draft.get('/spec/route'))
    .filter(route => route !== undefined);
  const open = routes.filter(
    route => host === undefined || textAt(route, '/host') === host,
  );
  const paths = (path: unknown) =>
    open.some(route => {
      const stated = itemsAt(route, '/paths');
      return stated.length === 0 ? path === '/' : stated.includes(path);
    });
  return { host: open.length > 0, paths };
}

function ingressShape(landing: Landing, manifest: ImportedManifest): Fields {
  const { object } = manifest;
  const rules = itemsAt(object, '/spec/rules').map((rule): Shape => {
    const host = textAt(rule, '/host');
    const paths = itemsAt(rule, '/http/paths').map((entry): Shape => {
      const drafts = draftsBehind(
        landing,
        manifest,
        textAt(entry, '/backend/service/name'),
      );
      return {
        path: routed(drafts, host).paths,
        pathType: only('Prefix', 'ImplementationSpecific'),
        backend:
          drafts.length > 0
            ? { service: { name: READ, port: { name: READ, number: READ } } }
            : {},
      };
    });
    const all = itemsAt(rule, '/http/paths').flatMap(entry =>
      draftsBehind(landing, manifest, textAt(entry, '/backend/service/name')),
    );
    return {
      host: () => routed(all, host).host,
      http: { paths: indexed(paths) },
    };
  });
  const fallback = draftsBehind(
    landing,
    manifest,
    textAt(object, '/spec/defaultBackend/service/name'),
  );
  return {
    ingressClassName: READ,
    rules: indexed(rules),
    // With hosts beside it, it answers for every other host, and a draft has one.
    ...(rules.length === 0 &&
      routed(fallback, undefined).host && {
        defaultBackend: {
          service: { name: READ, port: { name: READ, number: READ } },
        },
      }),
  };
}

function routeShape(landing: Landing, manifest: ImportedManifest): Fields {
  const { object } = manifest;
  const rules = itemsAt(object, '/spec/rules').map((rule): Shape => {
    const backends = itemsAt(rule, '/backendRefs').map((backend): Shape => {
      const drafts = draftsBehind(landing, manifest, textAt(backend, '/name'));
      return drafts.length > 0
        ? {
            name: READ,
            port: READ,
            group: only(''),
            kind: only('Service'),
            weight: only(1),
            namespace: only(namespaceOf(manifest)),
          }
        : {};
    });
    const drafts = itemsAt(rule, '/backendRefs').flatMap(backend =>
      draftsBehind(landing, manifest, textAt(backend, '/name')),
    );
    return {
      matches: each({
        path: {
          type: only('PathPrefix'),
          value: routed(drafts, undefined).paths,
        },
      }),
      backendRefs: indexed(backends),
    };
  });
  const drafts = subjectsOf(landing, manifest).flatMap(
    workload => landing.drafts.get(workload) ?? [],
  );
  return {
    parentRefs: each({
      group: READ,
      kind: READ,
      name: READ,
      namespace: READ,
      sectionName: READ,
    }),
    hostnames: each(
      value => typeof value === 'string' && routed(drafts, value).host,
    ),
    rules: indexed(rules),
  };
}

function indexed(shapes: readonly Shape[]): Fields {
  return Object.fromEntries(
    shapes.map((shape, index) => [String(index), shape]),
  );
}

function hpaShape(landing: Landing, manifest: ImportedManifest): Fields {
  return scaled(landing, manifest)
    ? {
        scaleTargetRef: READ,
        minReplicas: READ,
        maxReplicas: READ,
        metrics: indexed(
          itemsAt(manifest.object, '/spec/metrics').map(
            (metric): Shape =>
              textAt(metric, '/resource/name') === 'cpu'
                ? { type: READ, resource: { name: READ } }
                : READ,
          ),
        ),
        behavior: READ,
      }
    : {};
}

function scaledObjectShape(
  landing: Landing,
  manifest: ImportedManifest,
): Fields {
  const draft = scaled(landing, manifest);
  if (!draft) {
    return {};
  }
  const reads = draft.get('/spec/queue') !== undefined;
  const triggers = itemsAt(manifest.object, '/spec/triggers');
  const first = triggers.findIndex(trigger =>
    QUEUE_FIELDS.some(
      field => textAt(trigger, `/metadata/${field}`) !== undefined,
    ),
  );
  const metadata = mappingAt(triggers[first], '/metadata');
  const used = (fields: readonly string[]) =>
    fields.find(field => Object.hasOwn(metadata, field)) ?? '';
  return {
    scaleTargetRef: READ,
    minReplicaCount: READ,
    maxReplicaCount: READ,
    triggers: indexed(
      triggers.map(
        (_, index): Shape =>
          reads && index === first
            ? {
                type: READ,
                metadata: {
                  [used(QUEUE_FIELDS)]: READ,
                  [used(DEPTH_FIELDS)]: READ,
                },
              }
            : {},
      ),
    ),
  };
}

/** The draft that an autoscaler gave its range of replicas. */
function scaled(
  landing: Landing,
  manifest: ImportedManifest,
): Draft | undefined {
  const workload = scaledBy(landing, manifest);
  const draft = workload && landing.drafts.get(workload);
  const [first] = landing.folder
    .ofKind('ScaledObject', 'HorizontalPodAutoscaler')
    .filter(other => scaledBy(landing, other) === workload);
  return draft && first === manifest && isRecord(draft.get('/spec/scaling'))
    ? draft
    : undefined;
}
