import { connectivity } from '../../connectivity';
import { selectorMatches, selectorSchema } from '../../kube/selector';
import { mappingAt, textAt, itemsAt } from '../read';
import type { ImportReport } from '../report';
import { placeOf } from '../report';
import { namespaceOf, type Folder, type Workload } from './folder';

/** A call that the NetworkPolicies of a folder were written for. */
export interface NetworkCall {
  caller: Workload;
  callee: Workload;
}

/**
 * Who may call whom by the NetworkPolicies, where they say more than that everyone may: only callees that a policy
 * selects for what comes in, and that not everyone reaches.
 */
export function networkCalls(
  folder: Folder,
  report: ImportReport,
): NetworkCall[] {
  const policies = folder.ofKind('NetworkPolicy');
  if (policies.length === 0) {
    return [];
  }
  const { connections, problems } = connectivity(
    folder.manifests.map(({ object }) => object),
  );
  for (const { object, at, message } of problems) {
    const manifest = folder.manifests[object];
    report.leaveOut({
      ...placeOf(manifest, at),
      what: `NetworkPolicy ${manifest.object.metadata.name}`,
      why: `cannot be read: ${message}`,
    });
  }
  return folder.workloads.flatMap(callee => {
    const named = policies.some(policy => selects(policy, callee));
    const callers = named
      ? folder.workloads.filter(
          caller =>
            caller !== callee &&
            connections.some(
              ({ src, dst }) => isId(src, caller) && isId(dst, callee),
            ),
        )
      : [];
    return callers.length < folder.workloads.length - 1
      ? callers.map(caller => ({ caller, callee }))
      : [];
  });
}

function isId(id: string, { namespace, name, kind }: Workload): boolean {
  return (
    id === `${namespace}/${name}` || id === `${namespace}/${name}[${kind}]`
  );
}

/** Whether a policy decides what comes in to the pods of a workload, and names somebody who may. */
function selects(
  policy: Folder['manifests'][number],
  workload: Workload,
): boolean {
  const { object } = policy;
  const selector = selectorSchema.safeParse(
    mappingAt(object, '/spec/podSelector'),
  );
  const types = itemsAt(object, '/spec/policyTypes').map(type => textAt(type));
  return (
    namespaceOf(policy) === workload.namespace &&
    selector.success &&
    selectorMatches(selector.data, workload.labels) &&
    (types.length === 0 || types.includes('Ingress')) &&
    itemsAt(object, '/spec/ingress').length > 0
  );
}
