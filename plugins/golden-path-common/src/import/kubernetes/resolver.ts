import type { Resolve } from '../calls';
import type { Draft } from '../draft';
import type { ImportedResource } from '../model';
import type { Folder, FolderService, Workload } from './folder';

/** What the hosts that one workload names lead to. */
export function resolverFor(options: {
  folder: Folder;
  workload: Workload;
  drafts: ReadonlyMap<Workload, Draft>;
  resources: ReadonlyMap<Workload, ImportedResource>;
}): Resolve {
  const { folder, workload, drafts, resources } = options;
  const namespaces = new Set(
    [...folder.services, ...folder.workloads].map(({ namespace }) => namespace),
  );
  const byName = new Map(
    folder.services.map(service => [
      `${service.namespace}/${service.name}`,
      service,
    ]),
  );
  return host => {
    if (host === 'localhost') {
      return undefined;
    }
    const named = serviceName(host, workload.namespace, namespaces);
    if (!named) {
      return undefined;
    }
    const service = byName.get(named);
    const target = service && targetOf(service, drafts, resources);
    return target ?? { kind: 'unknown' };
  };
}

/** `namespace/name` of the Service that a host means in the DNS of a cluster. */
function serviceName(
  host: string,
  own: string,
  namespaces: ReadonlySet<string>,
): string | undefined {
  const parts = host.replace(/\.cluster\.local$/, '').split('.');
  const inCluster = parts[parts.length - 1] === 'svc';
  if (inCluster) {
    // A pod of a StatefulSet stands before the name of its Service.
    const [name, namespace] = parts.slice(-3);
    return `${namespace}/${name}`;
  }
  if (parts.length === 1) {
    return `${own}/${host}`;
  }
  return parts.length === 2 && namespaces.has(parts[1])
    ? `${parts[1]}/${parts[0]}`
    : undefined;
}

function targetOf(
  service: FolderService,
  drafts: ReadonlyMap<Workload, Draft>,
  resources: ReadonlyMap<Workload, ImportedResource>,
): ReturnType<Resolve> {
  for (const workload of service.workloads) {
    const draft = drafts.get(workload);
    if (draft) {
      const port = draft.get('/spec/containers/app/port');
      return {
        kind: 'service',
        name: draft.name,
        port: typeof port === 'number' ? port : undefined,
      };
    }
    const resource = resources.get(workload)?.resource;
    if (resource) {
      return {
        kind:
          resource.type === 'queue' || resource.type === 'topic'
            ? 'topic'
            : 'resource',
        name: resource.name,
        // Whoever calls it may end up in another namespace.
        address: `${service.name}.${service.namespace}.svc`,
      };
    }
  }
  return undefined;
}
