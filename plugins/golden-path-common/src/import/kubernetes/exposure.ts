import type { Draft } from '../draft';
import type { ImportSurroundings } from '../estate';
import type { ImportedManifest } from '../model';
import {
  answerExposure,
  answerPublicRoute,
  type FoundRoute,
} from '../publicRoute';
import { itemsAt, textAt } from '../read';
import { placeOf } from '../report';
import { namespaceOf, type Folder } from './folder';
import type { Serving } from './pod';

/** A rule of an Ingress or a route: a host, a path, and the Service behind it. */
interface Rule {
  manifest: ImportedManifest;
  host?: string;
  path?: string;
  service: string;
  at: string;
}

/** Kinds that bring traffic to Services from outside. */
export const ROUTE_KINDS = ['Ingress', 'HTTPRoute', 'GRPCRoute'];

/** What makes a service public, if anything; the rest of its ways in are told. */
export function draftExposure(
  options: ImportSurroundings & {
    draft: Draft;
    folder: Folder;
    serving: Serving;
  },
): void {
  const { draft, serving } = options;
  const route = publicRoute(options);
  if (route) {
    draft.set('/spec/workloadType', 'http-api');
    answerPublicRoute(draft, route, options);
    return;
  }
  draft.set('/spec/workloadType', 'internal-api');
  if (serving.port === undefined) {
    answerExposure(draft, 'internal', 'it has no port, and accepts nobody');
    return;
  }
  answerExposure(
    draft,
    'internal',
    serving.services.length > 0
      ? `Service ${serving.services[0].name}, and nothing leads to it from outside`
      : 'it has a port, and nothing leads to it from outside',
  );
}

function publicRoute(options: {
  draft: Draft;
  folder: Folder;
  serving: Serving;
}): FoundRoute | undefined {
  const { draft, folder, serving } = options;
  const rules = rulesOf(folder).filter(({ service, manifest }) =>
    serving.services.some(
      each => each.name === service && each.namespace === namespaceOf(manifest),
    ),
  );
  const [first] = rules.filter(({ manifest }) => !isInternal(manifest));
  if (first) {
    const hosts = [...new Set(rules.flatMap(({ host }) => host ?? []))];
    const host = hosts.find(each => !each.includes('*'));
    for (const other of rules) {
      if (other.host !== undefined && other.host !== host) {
        draft.leaveOut(
          `host ${other.host}`,
          'a service has one public host, without wildcards',
          placeOf(other.manifest, other.at),
        );
      }
    }
    const paths = [...new Set(rules.flatMap(({ path }) => path ?? []))];
    const { kind, metadata } = first.manifest.object;
    return {
      ...(host !== undefined && { host }),
      paths: paths.includes('/') ? [] : paths,
      from: `${kind} ${metadata.name}`,
      place: placeOf(first.manifest, first.at),
    };
  }
  const open = serving.services.find(({ type }) => type === 'LoadBalancer');
  for (const { manifest, name, type } of serving.services) {
    if (type === 'LoadBalancer' || type === 'NodePort') {
      draft.changes(
        `Service ${name} of type ${type}`,
        type === 'LoadBalancer'
          ? 'what is public goes through the gateway of the platform'
          : 'no port of a node is opened; callers in the cluster use the Service',
        placeOf(manifest, '/spec/type'),
      );
    }
  }
  return open
    ? {
        paths: [],
        from: `Service ${open.name} of type LoadBalancer`,
        place: placeOf(open.manifest, '/spec/type'),
      }
    : undefined;
}

/** A class or a gateway that says of itself that it is for colleagues. */
function isInternal({ object }: ImportedManifest): boolean {
  const names = [
    textAt(object, '/spec/ingressClassName'),
    textAt(object, '/metadata/annotations/kubernetes.io~1ingress.class'),
    ...itemsAt(object, '/spec/parentRefs').map(ref => textAt(ref, '/name')),
  ];
  return names.some(
    name => name !== undefined && /(^|-)(internal|private)(-|$)/.test(name),
  );
}

function rulesOf(folder: Folder): Rule[] {
  return [
    ...folder.ofKind('Ingress').flatMap(ingressRules),
    ...folder.ofKind('HTTPRoute', 'GRPCRoute').flatMap(routeRules),
  ];
}

function ingressRules(manifest: ImportedManifest): Rule[] {
  const { object } = manifest;
  const fallback = textAt(object, '/spec/defaultBackend/service/name');
  return [
    ...itemsAt(object, '/spec/rules').flatMap((rule, index) =>
      itemsAt(rule, '/http/paths').flatMap((entry, number) => {
        const service = textAt(entry, '/backend/service/name');
        return service === undefined
          ? []
          : [
              {
                manifest,
                host: textAt(rule, '/host'),
                path: textAt(entry, '/path') ?? '/',
                service,
                at: `/spec/rules/${index}/http/paths/${number}`,
              },
            ];
      }),
    ),
    ...(fallback === undefined
      ? []
      : [
          {
            manifest,
            path: '/',
            service: fallback,
            at: '/spec/defaultBackend',
          },
        ]),
  ];
}

function routeRules(manifest: ImportedManifest): Rule[] {
  const { object } = manifest;
  const hosts = itemsAt(object, '/spec/hostnames').flatMap(
    host => textAt(host) ?? [],
  );
  return itemsAt(object, '/spec/rules').flatMap((rule, index) => {
    const paths = itemsAt(rule, '/matches').flatMap(
      match => textAt(match, '/path/value') ?? [],
    );
    return itemsAt(rule, '/backendRefs').flatMap(backend => {
      const service = textAt(backend, '/name');
      return service === undefined
        ? []
        : (hosts.length > 0 ? hosts : [undefined]).flatMap(host =>
            (paths.length > 0 ? paths : ['/']).map(path => ({
              manifest,
              ...(host !== undefined && { host }),
              path,
              service,
              at: `/spec/rules/${index}`,
            })),
          );
    });
  });
}
