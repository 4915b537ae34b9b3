import type { KubeObject } from '../model';
import { EVERYWHERE, outsideNetworks, type OutsideRule } from './ipRanges';
import {
  readNetworkPolicies,
  type NetworkPolicyProblem,
} from './networkPolicy';
import { labelProblems } from './podLabels';
import { PortSet } from './portSet';
import { portsAt, restrictionsOf, type Restrictions, type Rule } from './rules';
import { namespaceLabelsOf, workloadsOf, type Workload } from './workloads';

/** Something may open connections to something else. @public */
export interface Connection {
  /** `namespace/name` of a workload, or a network outside of the cluster such as `0.0.0.0/0`. */
  src: string;
  dst: string;
  /** Ports at `dst`: `8080/TCP`, `8000-8100/TCP`, `all/UDP`; `all` when nothing is closed. */
  ports: string[];
}

/** @public */
export interface Connectivity {
  /** Ids of everything that runs pods. */
  workloads: string[];
  /** Ids of those whose pods use the network of their node: no NetworkPolicy restricts or selects them. */
  onNodeNetwork: string[];
  /**
   * `namespace/name` of policies that open something to pods which are not among the objects, in other namespaces or
   * of other makers: those connections are not in the answer.
   */
  elsewhere: string[];
  /** Ordered by `src`; workloads by name first, then networks by number. A workload is not told that it may talk to itself. */
  connections: Connection[];
  /** Policies that could not be read, and labels of pods that are no texts; nothing is worked out while there is one. */
  problems: NetworkPolicyProblem[];
}

/**
 * Who may talk to whom by the NetworkPolicies among the objects of one cluster, and by nothing else. A connection is
 * open when the caller may leave and the callee lets it in; a workload that no policy selects is open that way.
 *
 * An `ipBlock` is taken for addresses outside of the cluster, as Kubernetes recommends to use it. Pods on the
 * network of their node are selected by no policy and no peer. Source of the rules: the NetworkPolicy page of the
 * Kubernetes documentation and the defaults of `networking.k8s.io/v1`.
 *
 * @public
 */
export function connectivity(objects: readonly KubeObject[]): Connectivity {
  const workloads = workloadsOf(objects);
  const { policies, problems: unread } = readNetworkPolicies(objects);
  const problems = [...unread, ...labelProblems(objects)].sort(
    (a, b) => a.object - b.object,
  );
  const pods = {
    workloads: workloads.map(({ id }) => id),
    onNodeNetwork: workloads
      .filter(each => each.onNodeNetwork)
      .map(({ id }) => id),
  };
  if (problems.length > 0) {
    return { ...pods, elsewhere: [], connections: [], problems };
  }
  const restrictions = restrictionsOf({
    policies,
    workloads,
    namespaces: namespaceLabelsOf(objects),
  });
  const connections = [
    ...inside(workloads, restrictions),
    ...outside(workloads, restrictions),
  ].sort(bySource);
  return {
    ...pods,
    elsewhere: [...restrictions.elsewhere].sort(),
    connections,
    problems,
  };
}

function inside(
  workloads: readonly Workload[],
  { ingress, egress }: Restrictions,
): Connection[] {
  // Whoever may leave to anyone is a caller to be asked about everywhere; the others only where they name the callee.
  const roamers = workloads.filter(
    caller => egress.get(caller)?.some(({ everyone }) => everyone) ?? true,
  );
  const callersByName = new Map<Workload, Set<Workload>>();
  for (const [caller, rules] of egress) {
    for (const callee of rules.flatMap(rule => [...rule.workloads])) {
      const callers = callersByName.get(callee) ?? new Set();
      callersByName.set(callee, callers.add(caller));
    }
  }
  return workloads.flatMap(callee => {
    const lets = ingress.get(callee);
    const leaving = new Set([...roamers, ...(callersByName.get(callee) ?? [])]);
    const candidates =
      !lets || lets.some(({ everyone }) => everyone)
        ? leaving
        : new Set(
            lets.flatMap(rule =>
              [...rule.workloads].filter(each => leaving.has(each)),
            ),
          );
    return [...candidates].flatMap(caller => {
      const ports = openTo(lets, caller, callee).intersect(
        openTo(egress.get(caller), callee, callee),
      );
      return caller === callee || ports.isEmpty
        ? []
        : [{ src: caller.id, dst: callee.id, ports: ports.toStrings() }];
    });
  });
}

/** Ports at `callee` that the rules open for `peer`. */
function openTo(
  rules: readonly Rule[] | undefined,
  peer: Workload,
  callee: Workload,
): PortSet {
  if (!rules) {
    return PortSet.all;
  }
  return rules
    .filter(({ everyone, workloads }) => everyone || workloads.has(peer))
    .reduce((all, rule) => all.union(portsAt(rule, callee)), PortSet.none);
}

function outside(
  workloads: readonly Workload[],
  { ingress, egress }: Restrictions,
): Connection[] {
  return workloads.flatMap(workload => [
    ...networksOf(ingress.get(workload), workload).map(
      ({ network, ports }) => ({
        src: network,
        dst: workload.id,
        ports: ports.toStrings(),
      }),
    ),
    ...networksOf(egress.get(workload), undefined).map(
      ({ network, ports }) => ({
        src: workload.id,
        dst: network,
        ports: ports.toStrings(),
      }),
    ),
  ]);
}

function networksOf(
  rules: readonly Rule[] | undefined,
  called: Workload | undefined,
) {
  const open: OutsideRule[] = rules
    ? rules.map(rule => ({
        ranges: rule.everyone ? EVERYWHERE : rule.outside,
        ports: portsAt(rule, called),
      }))
    : [{ ranges: EVERYWHERE, ports: PortSet.all }];
  return outsideNetworks(open);
}

/** Callers in the order of their texts; what each one reaches stays in the order it was found in. */
function bySource(a: Connection, b: Connection): number {
  if (a.src === b.src) {
    return 0;
  }
  return a.src < b.src ? -1 : 1;
}
