import {
  buildFleet,
  compile,
  connectivity,
  type KubeObject,
} from '@fairway/plugin-golden-path-common';
import { shippedContract } from './__testUtils__/shippedContract';
import { compilableIntents } from './compilable';
import { generateEstate } from './estate';

/** `caller -> callee`, whatever the namespaces are. */
const call = (caller: string, callee: string) => `${caller} -> ${callee}`;
const nameOf = (id: string) => id.slice(id.indexOf('/') + 1);

it('in each cluster, services talk exactly where both sides agreed', () => {
  const contract = shippedContract();
  const estate = generateEstate({ services: 40 });
  const intents = compilableIntents(estate);
  const { resources } = estate;
  const fleet = buildFleet({ intents, resources, contract });
  const clusters = new Map<string, Map<string, KubeObject>>();
  const agreed = new Set<string>();
  for (const intent of intents) {
    const { agreements, objects } = compile({
      intent,
      contract,
      fleet,
      now: '2026-11-21T00:00:00Z',
    });
    for (const { kind, state, caller, callee } of agreements) {
      if (kind === 'service' && state === 'agreed') {
        agreed.add(call(caller, callee));
      }
    }
    for (const { cluster, path, object } of objects) {
      const held = clusters.get(cluster) ?? new Map();
      clusters.set(cluster, held.set(path, object));
    }
  }
  expect(agreed.size).toBeGreaterThan(20);
  const met = new Set<string>();
  for (const objects of clusters.values()) {
    const { workloads, connections, problems } = connectivity([
      ...objects.values(),
    ]);
    expect(problems).toEqual([]);
    const inside = new Set(workloads);
    const calls = connections
      .filter(({ src, dst }) => inside.has(src) && inside.has(dst))
      .map(({ src, dst }) => call(nameOf(src), nameOf(dst)));
    expect(calls.filter(each => !agreed.has(each))).toEqual([]);
    calls.forEach(each => met.add(each));
  }
  expect([...met].sort()).toEqual([...agreed].sort());
});
