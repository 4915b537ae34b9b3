import {
  buildFleet,
  compile,
  connectivity,
  type KubeObject,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { ciliumConnections } from './__testUtils__/ciliumConnections';
import { shippedContract } from './__testUtils__/shippedContract';
import { compilableIntents } from './compilable';
import { generateEstate } from './estate';

const NOW = '2026-11-21T00:00:00Z';

/** The objects of each cluster for the demo estate at 40 services. */
function clustersUnder(
  network: PlatformContract['providers']['network'],
): Map<string, KubeObject[]> {
  const shipped = shippedContract();
  const contract = {
    ...shipped,
    providers: { ...shipped.providers, network },
  };
  const estate = generateEstate({ services: 40 });
  const intents = compilableIntents(estate);
  const { resources } = estate;
  const fleet = buildFleet({ intents, resources, contract });
  const clusters = new Map<string, Map<string, KubeObject>>();
  for (const intent of intents) {
    const { objects } = compile({ intent, contract, fleet, now: NOW });
    for (const { cluster, path, object } of objects) {
      const held = clusters.get(cluster) ?? new Map<string, KubeObject>();
      clusters.set(cluster, held.set(path, object));
    }
  }
  return new Map(
    [...clusters].map(([name, objects]) => [name, [...objects.values()]]),
  );
}

it('in each cluster, Cilium lets the same callers reach the same ports as plain NetworkPolicies do', () => {
  const plain = clustersUnder({ provider: 'kubernetes' });
  const byCilium = clustersUnder({ provider: 'cilium' });
  expect([...byCilium.keys()]).toEqual([...plain.keys()]);
  let connections = 0;
  for (const [cluster, objects] of plain) {
    const open = connectivity(objects);
    expect(open.problems).toEqual([]);
    const inside = new Set(open.workloads);
    const allowed = open.connections
      .filter(({ src, dst }) => inside.has(src) && inside.has(dst))
      .flatMap(({ src, dst, ports }) =>
        ports.map(port => `${src} -> ${dst} ${port}`),
      )
      .sort();
    expect(ciliumConnections(byCilium.get(cluster) ?? [])).toEqual(allowed);
    connections += allowed.length;
  }
  expect(connections).toBeGreaterThan(40);
});
