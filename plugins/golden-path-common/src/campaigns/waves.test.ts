import fc from 'fast-check';
import { TIERS } from '../schema/intent';
import { planWaves, type WaveService } from './waves';

const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'];

const service: fc.Arbitrary<WaveService> = fc.record(
  {
    name: fc.stringMatching(/^[a-z]{1,6}$/),
    team: fc.constantFrom('payments', 'checkout', 'risk', 'search'),
    tier: fc.constantFrom(...TIERS),
    environment: fc.constantFrom(...ENVIRONMENTS),
  },
  { requiredKeys: ['name', 'team', 'tier'] },
);
const services = fc.uniqueArray(service, {
  selector: ({ name }) => name,
  maxLength: 60,
});
const waves = fc.record(
  {
    by: fc.constantFrom('tier', 'team', 'environment', 'none'),
    size: fc.integer({ min: 1, max: 20 }),
  },
  { requiredKeys: ['by'] },
);

describe('Waves', () => {
  it('hold each service exactly once, and no more than asked for', () => {
    fc.assert(
      fc.property(services, waves, (all, settings) => {
        const planned = planWaves({
          services: all,
          waves: settings,
          environments: ENVIRONMENTS,
        });
        expect(planned.flatMap(wave => wave.services).sort()).toEqual(
          all.map(({ name }) => name).sort(),
        );
        for (const wave of planned) {
          expect(wave.services.length).toBeGreaterThan(0);
          expect(wave.services.length).toBeLessThanOrEqual(
            settings.size ?? Infinity,
          );
        }
        expect(new Set(planned.map(({ title }) => title)).size).toBe(
          planned.length,
        );
      }),
    );
  });

  it('are the same in whatever order services are found', () => {
    fc.assert(
      fc.property(services, waves, (all, settings) => {
        const plan = (given: WaveService[]) =>
          planWaves({
            services: given,
            waves: settings,
            environments: ENVIRONMENTS,
          });
        expect(plan([...all].reverse())).toEqual(plan(all));
      }),
    );
  });

  const some: WaveService[] = [
    { name: 'ledger', team: 'payments', tier: 'tier-1', environment: 'prod' },
    { name: 'search', team: 'search', tier: 'tier-3', environment: 'dev' },
    { name: 'basket', team: 'checkout', tier: 'tier-2', environment: 'prod' },
    { name: 'avatar', team: 'search', tier: 'tier-3' },
  ];
  const titles = (by: 'tier' | 'team' | 'environment' | 'none') =>
    planWaves({
      services: some,
      waves: { by },
      environments: ENVIRONMENTS,
    }).map(wave => `${wave.title}: ${wave.services.join(', ')}`);

  it('begin with what can do the least harm', () => {
    expect(titles('tier')).toEqual([
      'tier-3: avatar, search',
      'tier-2: basket',
      'tier-1: ledger',
    ]);
    expect(titles('environment')).toEqual([
      'documents: avatar',
      'dev: search',
      'prod: basket, ledger',
    ]);
    expect(titles('team')).toEqual([
      'checkout: basket',
      'payments: ledger',
      'search: avatar, search',
    ]);
    expect(titles('none')).toEqual(['all: avatar, basket, ledger, search']);
  });

  it('say which part they are where a wave is split, into parts of one size', () => {
    const many = Array.from({ length: 7 }, (_, index) => ({
      name: `s${index}`,
      team: 'search',
      tier: 'tier-3' as const,
    }));
    const planned = planWaves({
      services: many,
      waves: { by: 'tier', size: 3 },
      environments: [],
    });
    expect(planned.map(wave => [wave.title, wave.services.length])).toEqual([
      ['tier-3 (1 of 3)', 2],
      ['tier-3 (2 of 3)', 3],
      ['tier-3 (3 of 3)', 2],
    ]);
  });
});
