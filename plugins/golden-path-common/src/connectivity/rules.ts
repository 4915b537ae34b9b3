import {
  selectorMatches,
  type LabelSelector,
  type Labels,
} from '../kube/selector';
import { ipRangesOf, type IpRange } from './ipRanges';
import type { NetworkPolicy, Peer, PolicyPort } from './networkPolicy';
import { PortSet } from './portSet';
import { portKey, type Workload } from './workloads';

/** One rule of a policy with its selectors looked up. */
export interface Rule {
  /** No peer is named, so every one is meant, inside and outside. */
  everyone: boolean;
  workloads: ReadonlySet<Workload>;
  outside: readonly IpRange[];
  /** All ports when missing. */
  ports?: readonly PolicyPort[];
}

export interface Restrictions {
  ingress: ReadonlyMap<Workload, Rule[]>;
  egress: ReadonlyMap<Workload, Rule[]>;
  /** `namespace/name` of policies that open something to pods that are not here. */
  elsewhere: ReadonlySet<string>;
}

/** Collects, for every workload that a policy selects, the rules that open something for it again. */
export function restrictionsOf(options: {
  policies: readonly NetworkPolicy[];
  workloads: readonly Workload[];
  namespaces: ReadonlyMap<string, Labels>;
}): Restrictions {
  const { policies } = options;
  const lookup = createLookup(options);
  const ingress = new Map<Workload, Rule[]>();
  const egress = new Map<Workload, Rule[]>();
  const elsewhere = new Set<string>();
  for (const { namespace, name, spec } of policies) {
    const rules = (
      list: readonly { peers?: Peer[]; ports?: PolicyPort[] }[],
    ): Rule[] => list.map(rule => lookup.rule(namespace, rule));
    const into = rules(
      (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports })),
    );
    const outOf = rules(
      (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
    );
    // As the API server fills it in: egress counts by itself only when there are rules for it.
    const types =
      spec.policyTypes ??
      (outOf.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
    const selected = lookup.pods(namespace, spec.podSelector ?? {});
    const named = [
      ...(spec.ingress ?? []).flatMap(({ from = [] }) => from),
      ...(spec.egress ?? []).flatMap(({ to = [] }) => to),
    ];
    if (
      selected.length > 0 &&
      named.some(peer => lookup.reachesElsewhere(namespace, peer))
    ) {
      elsewhere.add(`${namespace}/${name}`);
    }
    for (const workload of selected) {
      if (types.includes('Ingress')) {
        ingress.set(workload, [...(ingress.get(workload) ?? []), ...into]);
      }
      if (types.includes('Egress')) {
        egress.set(workload, [...(egress.get(workload) ?? []), ...outOf]);
      }
    }
  }
  return { ingress, egress, elsewhere };
}

/** The ports of a rule at the workload that is called; a name means whatever that one calls so. */
export function portsAt(rule: Rule, called: Workload | undefined): PortSet {
  if (!rule.ports?.length) {
    return PortSet.all;
  }
  return rule.ports.reduce((all, { protocol = 'TCP', port, endPort }) => {
    if (typeof port === 'string') {
      const numbers = called?.namedPorts.get(portKey(protocol, port)) ?? [];
      return numbers.reduce(
        (so, number) => so.union(PortSet.of(protocol, number, number)),
        all,
      );
    }
    return all.union(PortSet.of(protocol, port, endPort ?? port));
  }, PortSet.none);
}

/** Looks selectors up, each one once: many policies of a namespace name the same peers. */
function createLookup(options: {
  workloads: readonly Workload[];
  namespaces: ReadonlyMap<string, Labels>;
}) {
  const byNamespace = new Map<string, Workload[]>();
  for (const workload of options.workloads) {
    if (!workload.onNodeNetwork) {
      const others = byNamespace.get(workload.namespace);
      if (others) {
        others.push(workload);
      } else {
        byNamespace.set(workload.namespace, [workload]);
      }
    }
  }
  const known = new Map<string, readonly Workload[]>();
  const once = (key: string, find: () => Workload[]) => {
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
  const pods = (namespace: string, selector: LabelSelector) =>
    once(`${namespace} ${JSON.stringify(selector)}`, () =>
      (byNamespace.get(namespace) ?? []).filter(({ labels }) =>
        selectorMatches(selector, labels),
      ),
    );
  const peers = (namespace: string, peer: Peer): readonly Workload[] => {
    const { podSelector = {}, namespaceSelector, ipBlock } = peer;
    if (ipBlock) {
      return [];
    }
    if (!namespaceSelector) {
      return pods(namespace, podSelector);
    }
    return once(JSON.stringify([namespaceSelector, podSelector]), () =>
      [...options.namespaces].flatMap(([name, labels]) =>
        selectorMatches(namespaceSelector, labels)
          ? pods(name, podSelector)
          : [],
      ),
    );
  };
  return {
    pods,
    /** A peer that is nobody here, or everybody in every namespace, is somebody who is not here. */
    reachesElsewhere: (namespace: string, peer: Peer): boolean =>
      !peer.ipBlock &&
      (isEmpty(peer.namespaceSelector) || peers(namespace, peer).length === 0),
    rule: (
      namespace: string,
      { peers: named, ports }: { peers?: Peer[]; ports?: PolicyPort[] },
    ): Rule => ({
      everyone: !named?.length,
      workloads: new Set(named?.flatMap(peer => peers(namespace, peer))),
      outside: (named ?? []).flatMap(({ ipBlock }) =>
        ipBlock ? ipRangesOf(ipBlock) : [],
      ),
      ports,
    }),
  };
}

/** Whether a selector is stated and asks for nothing, which means all. */
function isEmpty(selector: LabelSelector | undefined): boolean {
  return (
    selector !== undefined &&
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0
  );
}
