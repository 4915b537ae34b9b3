import { type OutsidePeer, type Way, waysOut } from '../../agreedTraffic';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  type NamespaceContext,
  derivedForNamespace,
  derivedForService,
  metadataOf,
} from '../../context';
import type { ServiceEntry, Sidecar } from '../../crds/istio';

const OUTBOUND = 'contract:/providers/mesh/outbound';

/** Where calls to hosts that the mesh does not know end: a Sidecar for the namespace. */
export function knownHostsOnly(ctx: NamespaceContext): Derived[] {
  if (ctx.contract.providers.mesh.outbound !== 'registry-only') {
    return [];
  }
  const sidecar: Sidecar = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: {
      name: 'default',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    spec: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
  };
  return [
    derivedForNamespace(ctx, sidecar, [
      because('', OUTBOUND, 'Holds for every sidecar of the namespace.'),
      because(
        '/spec/outboundTrafficPolicy',
        OUTBOUND,
        'A call to a host that no ServiceEntry names ends at the sidecar.',
      ),
    ]),
  ];
}

/** What is outside, told to the mesh: one entry for each host or resource. */
export function deriveOutside(ctx: EnvironmentContext): Derived[] {
  if (ctx.contract.providers.mesh.outbound !== 'registry-only') {
    ctx.leaveOut({
      what: 'ServiceEntries for what is outside',
      why: 'Sidecars let calls to hosts that the mesh does not know pass; the network rules decide which of them leave.',
      from: OUTBOUND,
    });
    return [];
  }
  const byName = new Map<string, Outside[]>();
  for (const way of waysOut(ctx)) {
    if (way.peer.kind === 'outside') {
      const outside = { ...way, peer: way.peer };
      const name = nameOf(outside.peer);
      byName.set(name, [...(byName.get(name) ?? []), outside]);
    }
  }
  return [...byName].map(([name, ways]) => entryOf(ctx, name, ways));
}

type Outside = Way<OutsidePeer>;

function nameOf(peer: OutsidePeer): string {
  return peer.cidr === undefined ? peer.host : peer.resource;
}

function entryOf(
  ctx: EnvironmentContext,
  name: string,
  ways: Outside[],
): Derived {
  const [{ peer, from, why }] = ways;
  const ports = [...new Set(ways.flatMap(way => way.ports))];
  const entry: ServiceEntry = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    // No service has a dot in its name, so no two of a namespace meet.
    metadata: metadataOf(ctx, `${ctx.name}.${name}`),
    spec: {
      // A resource without a name in DNS is told by its addresses; its host only names it.
      hosts: [peer.host ?? `${name}.resource.internal`],
      ...(peer.cidr === undefined ? undefined : { addresses: [peer.cidr] }),
      exportTo: ['.'],
      location: 'MESH_EXTERNAL',
      ports: ports.map(number => {
        const encrypted = number === 443 && peer.cidr === undefined;
        return {
          number,
          name: `${encrypted ? 'tls' : 'tcp'}-${number}`,
          protocol: encrypted ? 'TLS' : 'TCP',
        };
      }),
      resolution: peer.cidr === undefined ? 'DNS' : 'NONE',
    },
  };
  return derivedForService(ctx, entry, [
    because('', from, why),
    because(
      '/spec/exportTo',
      OUTBOUND,
      'For this namespace only: what one team depends on opens nothing for another.',
    ),
    because(
      '/spec/ports',
      from,
      'The ports of the dependency. The service encrypts what it sends; the sidecar passes it on as it is.',
    ),
    because(
      '/spec/resolution',
      from,
      peer.cidr === undefined
        ? 'By DNS, each time anew.'
        : 'To the address that the service calls, as long as it is in the range.',
    ),
  ]);
}
