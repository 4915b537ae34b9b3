import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from '../compile/__testUtils__/endingWork';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from '../compile/__testUtils__/longRunning';
import {
  neighbours,
  NOW,
  paymentsApi,
  shippedContract,
} from '../compile/__testUtils__/shipped';
import { compile } from '../compile/compile';
import { buildFleet } from '../fleet';
import type { ServiceIntent } from '../schema/intent';
import { existsInWords, willExist } from './willExist';

const contract = shippedContract();
const fleet = buildFleet({ intents: neighbours(), contract });

function inProduction(intent: ServiceIntent): string | undefined {
  const result = compile({ intent, contract, fleet, now: NOW });
  return willExist({ result, contract })
    .filter(({ environment }) => environment === 'prod')
    .map(existsInWords)[0];
}

describe('what will exist, in words', () => {
  it.each<[ServiceIntent, string]>([
    [
      paymentsApi(),
      'prod: Rollout of 4 to 30 replicas, by CPU and requests, in prod-eu-1 and prod-us-1; namespace prod-payments-billing; spread over zones (always) and nodes (where possible); priority class tier-1; 2 minutes to finish when stopped; reached at payments.example.com, by checkout-api and mobile-bff.',
    ],
    [
      ordersWorker(),
      'prod: Deployment of 2 to 10 replicas, by what waits in kafka-orders, in prod-eu-1 and prod-us-1; namespace prod-checkout-shop; spread over zones (always) and nodes (where possible); priority class tier-1; 130 seconds to finish when stopped; reached by no other service.',
    ],
    [
      nightlyReport(),
      'prod: CronJob that runs at 02:15 on Monday to Friday (Europe/Berlin), in prod-eu-1; namespace prod-platform-reports; priority class tier-2; 45 seconds to finish when stopped; reached by no other service.',
    ],
    [
      addColumn(),
      'prod: Job that runs once, in prod-eu-1; namespace prod-platform-reports; priority class tier-2; 45 seconds to finish when stopped; reached by no other service.',
    ],
    [
      logAgent(),
      'prod: DaemonSet: one pod on every node, in prod-eu-1 and prod-us-1; standing by: prod-dr-1; namespace prod-platform-reports; priority class node-agent; also on nodes tainted node-role.kubernetes.io/control-plane and fairway.dev/node-pool; 45 seconds to finish when stopped; reached by no other service.',
    ],
    [
      ledgerStore(),
      'prod: StatefulSet of 3 members with 20Gi of zonal-ssd each, in prod-eu-1; namespace prod-checkout-shop; spread over zones (always) and nodes (always); priority class tier-1; 2 minutes to finish when stopped; reached by no other service.',
    ],
    [
      trainModel(),
      'prod: Job of 12 pieces of work, 3 at a time, in prod-eu-1; namespace prod-platform-reports; priority class batch; on the nodes of the pool batch; 30 seconds to finish when stopped; reached by no other service.',
    ],
    [
      shopGateway(),
      'prod: Rollout of 2 to 4 replicas, by CPU, in prod-eu-1; namespace prod-checkout-shop; spread over zones (where possible) and nodes (where possible); priority class tier-2; 45 seconds to finish when stopped; reached at shop.example.com and partners.example.com.',
    ],
  ])('is said of each type of work: %#', (intent, words) => {
    expect(inProduction(intent)).toBe(words);
  });

  it('is said of every environment, with what differs there', () => {
    const intent = paymentsApi();
    const result = compile({
      intent: {
        ...intent,
        spec: {
          ...intent.spec,
          environments: [{ name: 'dev', scaling: { min: 1, max: 1 } }, 'prod'],
        },
      },
      contract,
      fleet,
      now: NOW,
    });
    expect(
      willExist({ result, contract }).map(({ environment, work, clusters }) =>
        [environment, work, clusters].join(' · '),
      ),
    ).toEqual([
      'dev · Rollout of 1 replica · nonprod-1',
      'prod · Rollout of 4 to 30 replicas, by CPU and requests · prod-eu-1 and prod-us-1',
    ]);
  });

  it('is nothing where nothing is derived', () => {
    const result = compile({
      intent: paymentsApi(),
      contract,
      fleet,
      now: NOW,
    });
    expect(willExist({ result: { ...result, objects: [] }, contract })).toEqual(
      [],
    );
  });
});
