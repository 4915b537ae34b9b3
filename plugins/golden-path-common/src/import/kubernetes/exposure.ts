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
import { namespaceOf, type Folder, type Workload } from './folder';
import type { Serving } from './pod';
import { addressPolicies, isKeptInside, restrictionsOf } from './restrictions';

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

/** What makes a service public, if anything; what opens it to some addresses alone does not. */
export function draftExposure(
  options: ImportSurroundings & {
    draft: Draft;
    folder: Folder;
    workload: Workload;
    serving: Serving;
  },
): void {
  const { draft, serving } = options;
  tellServiceTypes(options);
  const { route, restrictions } = publicRoute(options);
  if (route) {
    draft.set('/spec/workloadType', 'http-api');
    answerPublicRoute(draft, route, options);
    return;
  }
  draft.set('/spec/workloadType', 'internal-api');
  if (restrictions.length > 0) {
    draft.set('/spec/exposure', 'internal');
    draft.ask({
      at: '/spec/exposure',
      question:
        'Who may reach it? Only some addresses can from outside, and a public route would open it to everyone; it stays inside until the team decides.',
      value: 'internal',
      basis: 'placeholder',
      from: restrictions.join(', '),
    });
    return;
  }
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

/** Ways in that are open to everyone make a route; of the others it is said what keeps them closed. */
function publicRoute(options: {
  folder: Folder;
  workload: Workload;
  serving: Serving;
}): { route?: FoundRoute; restrictions: string[] } {
  const { folder, workload, serving } = options;
  const rules = rulesOf(folder).filter(
    ({ service, manifest }) =>
      !isInternal(manifest) &&
      !isKeptInside(manifest) &&
      serving.services.some(
        each =>
          each.name === service && each.namespace === namespaceOf(manifest),
      ),
  );
  const balancers = serving.services.filter(
    ({ type, manifest }) => type === 'LoadBalancer' && !isKeptInside(manifest),
  );
  const waysIn = [...rules, ...balancers];
  if (waysIn.length === 0) {
    return { restrictions: [] };
  }
  const byNetwork = addressPolicies(folder, workload);
  const restrictions = [
    ...new Set([
      ...waysIn.flatMap(({ manifest }) => restrictionsOf(manifest)),
      ...byNetwork,
    ]),
  ];
  const isOpen = ({ manifest }: { manifest: ImportedManifest }) =>
    byNetwork.length === 0 && restrictionsOf(manifest).length === 0;
  const open = rules.filter(isOpen);
  const [first] = open;
  if (first) {
    const host = open
      .flatMap(rule => rule.host ?? [])
      .find(each => !each.includes('*'));
    const paths = [
      ...new Set(
        open
          .filter(rule => host === undefined || rule.host === host)
          .flatMap(({ path }) => path ?? []),
      ),
    ];
    const { kind, metadata } = first.manifest.object;
    return {
      restrictions,
      route: {
        ...(host !== undefined && { host }),
        paths: paths.includes('/') ? [] : paths,
        from: `${kind} ${metadata.name}`,
        place: placeOf(first.manifest, first.at),
      },
    };
  }
  const balancer = balancers.find(isOpen);
  return {
    restrictions,
    ...(balancer && {
      route: {
        paths: [],
        from: `Service ${balancer.name} of type LoadBalancer`,
        place: placeOf(balancer.manifest, '/spec/type'),
      },
    }),
  };
}

function tellServiceTypes(options: { draft: Draft; serving: Serving }): void {
  const { draft, serving } = options;
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
