import { contractWith } from '../compile/__testUtils__/contractWith';
import {
  ledgerStore,
  ordersWorker,
} from '../compile/__testUtils__/longRunning';
import { compileShipped } from '../compile/__testUtils__/shipped';
import { buildFleet } from '../fleet';
import type { PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';

const result = (intent: ServiceIntent, contract: PlatformContract) =>
  compileShipped(intent, { contract, others: [] });

const quotaWords = (intent: ServiceIntent, contract: PlatformContract) =>
  result(intent, contract)
    .findings.filter(({ policy }) => policy === 'quota')
    .map(({ message }) => message);

describe('Storage', () => {
  it('of the volumes of all members counts in the quota of the team', () => {
    const huge = ledgerStore();
    huge.spec.stateful!.storage.size = '4Ti';
    expect(quotaWords(ledgerStore(), contractWith({}))).toEqual([]);
    expect(quotaWords(huge, contractWith({}))).toEqual([
      expect.stringMatching(
        /in dev does not hold this service \(storage\): limit 1024Gi, .* asked for 12288Gi \(3 replicas\)/,
      ),
      expect.stringMatching(
        /in prod does not hold this service \(storage\): limit 8192Gi/,
      ),
    ]);
  });
});

describe('The sidecar of a mesh', () => {
  const sidecar = { cpu: '100m', memory: '128Mi', memoryLimit: '256Mi' };
  const bare = contractWith({ mesh: { provider: 'istio' } });
  const meshed = contractWith({ mesh: { provider: 'istio', sidecar } });
  const demandIn = (contract: PlatformContract) =>
    buildFleet({ intents: [ordersWorker()], contract }).services[
      'orders-worker'
    ].demand.prod;

  it('counts in what a team has in use, in every pod', () => {
    const without = demandIn(bare);
    const { pods } = without;
    expect(demandIn(meshed)).toEqual({
      ...without,
      cpuMillis: without.cpuMillis + 100 * pods,
      memoryBytes: without.memoryBytes + 128 * 1024 ** 2 * pods,
    });
  });

  it('costs what it requests', () => {
    const monthly = (contract: PlatformContract) =>
      Number(result(ordersWorker(), contract).cost.monthly);
    expect(monthly(meshed)).toBeGreaterThan(monthly(bare));
  });

  it('is not there, and not counted, where there is no mesh', () => {
    expect(demandIn(contractWith({ mesh: { sidecar } }))).toEqual(
      demandIn(contractWith({})),
    );
  });

  it('is named where it is a part of what is too much', () => {
    const small = structuredClone(meshed);
    small.quotas.teams = {};
    small.quotas.default.prod = { ...small.quotas.default.prod, cpu: '3' };
    expect(quotaWords(ordersWorker(), small)).toEqual([
      expect.stringMatching(
        /\(CPU\): .* asked for 4 cores \(10 replicas in each of 2 clusters, each with the sidecar of the mesh\)/,
      ),
    ]);
  });
});
