import Decimal from 'decimal.js';
import fc from 'fast-check';
import { resolveSettings } from '../settings';
import { testContract, testIntent } from '../checks/__testUtils__/fixtures';
import { estimateCost } from './cost';

const contract = testContract();
const estimate = (options: Parameters<typeof testIntent>[0]) => {
  const intent = testIntent(options);
  return estimateCost({
    intent,
    contract,
    settings: resolveSettings({ intent, contract }),
  });
};

describe('The monthly cost', () => {
  it('is told per environment and cluster, by the prices of the cluster', () => {
    // 2 to 4 replicas of 0.5 cores and 1 GiB.
    expect(estimate({})).toEqual({
      monthly: '91.34',
      monthlyAtMax: '182.66',
      currency: 'EUR',
      lines: [
        {
          environment: 'dev',
          cluster: 'nonprod-1',
          replicas: 2,
          cpu: '20.00',
          memory: '6.67',
          other: '0.00',
          total: '26.67',
        },
        expect.objectContaining({ cluster: 'prod-us-1', total: '38.00' }),
        expect.objectContaining({ cluster: 'prod-eu-1', total: '26.67' }),
      ],
    });
  });

  it('counts the public route', () => {
    const { lines } = estimate({
      spec: {
        workloadType: 'http-api',
        exposure: 'public',
        route: { host: 'payments.example.com', authentication: 'jwt' },
      },
    });
    expect(lines.map(({ other }) => other)).toEqual([
      '12.50',
      '12.50',
      '12.50',
    ]);
  });

  it('adds up to the cent, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64_000 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (millis, mebibytes, min, more) => {
          const { lines, monthly, monthlyAtMax } = estimate({
            spec: {
              scaling: { min, max: min + more },
              containers: {
                app: {
                  image: 'registry.example.com/app:1',
                  resources: { cpu: `${millis}m`, memory: `${mebibytes}Mi` },
                },
              },
            },
          });
          for (const { cpu, memory, other, total } of lines) {
            expect(Decimal.sum(cpu, memory, other).toFixed(2)).toBe(total);
          }
          expect(
            Decimal.sum(...lines.map(({ total }) => total)).toFixed(2),
          ).toBe(monthly);
          expect(new Decimal(monthlyAtMax).gte(monthly)).toBe(true);
        },
      ),
    );
  });
});
