import fc from 'fast-check';
import { testContract, testIntent } from '../checks/__testUtils__/fixtures';
import type { Fleet } from '../model';
import {
  buildFleet,
  fleetDemand,
  fleetServiceOf,
  withoutService,
  withService,
} from '.';

const contract = testContract();

/** Sums in an order of their own, without what is nothing. */
function sums(fleet: Fleet) {
  return fleetDemand(fleet)
    .filter(({ pods }) => pods > 0)
    .sort((a, b) =>
      `${a.team}/${a.environment}` < `${b.team}/${b.environment}` ? -1 : 1,
    );
}

describe('The fleet', () => {
  it('tells what the others need to know of a service', () => {
    const service = fleetServiceOf({
      contract,
      intent: testIntent({
        spec: {
          dependencies: [
            { service: 'fraud-service' },
            { topic: 'kafka-payments' },
          ],
          accepts: ['checkout-api'],
        },
      }),
    });
    expect(service).toEqual({
      name: 'payments-api',
      title: undefined,
      team: 'payments',
      system: 'billing',
      tier: 'tier-2',
      workloadType: 'internal-api',
      exposure: 'internal',
      environments: ['dev', 'prod'],
      dependencies: ['fraud-service'],
      accepts: ['checkout-api'],
      port: 8080,
      hosts: [],
      demand: {
        dev: {
          cpuMillis: 2000,
          memoryBytes: 4 * 1024 ** 3,
          pods: 4,
          objects: 8,
        },
        prod: {
          cpuMillis: 4000,
          memoryBytes: 8 * 1024 ** 3,
          pods: 8,
          objects: 16,
        },
      },
    });
  });

  it('has no port for a workload that nobody can call', () => {
    const intent = testIntent({
      spec: { workloadType: 'queue-worker', exposure: 'none' },
    });
    expect(fleetServiceOf({ intent, contract }).port).toBeUndefined();
  });

  it('sums the same after any changes as when it is built anew, and never changes itself', () => {
    const service = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      team: fc.constantFrom('payments', 'risk'),
      max: fc.integer({ min: 2, max: 9 }),
    });
    const toIntent = ({
      name,
      team,
      max,
    }: {
      name: string;
      team: string;
      max: number;
    }) =>
      testIntent({
        name,
        owner: `group:${team}`,
        spec: { scaling: { min: 1, max } },
      });
    fc.assert(
      fc.property(
        fc.array(service, { maxLength: 5 }),
        fc.array(fc.oneof(service, fc.constantFrom('a', 'b', 'c')), {
          maxLength: 6,
        }),
        (start, steps) => {
          let fleet = buildFleet({ intents: start.map(toIntent), contract });
          for (const step of steps) {
            const untouched = sums(fleet);
            const next =
              typeof step === 'string'
                ? withoutService(fleet, step)
                : withService(
                    fleet,
                    fleetServiceOf({ intent: toIntent(step), contract }),
                  );
            expect(sums(fleet)).toEqual(untouched);
            expect(sums(next)).toEqual(sums({ ...next }));
            fleet = next;
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
