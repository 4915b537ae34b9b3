import {
  SUPPORTED_WORKLOAD_TYPES,
  serviceIntentSchema,
  sharedResourceSchema,
} from '@fairway/plugin-golden-path-common';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import fc from 'fast-check';
import { compilableIntents } from './compilable';
import { generateEstate } from './estate';

function callees(intent: ServiceIntent): string[] {
  return (intent.spec.dependencies ?? []).flatMap(dependency =>
    'service' in dependency ? [dependency.service] : [],
  );
}

/** Callers along a path that comes back to itself, if there is one. */
function findCycle(intents: readonly ServiceIntent[]): string[] | undefined {
  const byName = new Map(intents.map(intent => [intent.metadata.name, intent]));
  const done = new Set<string>();
  function visit(name: string, path: string[]): string[] | undefined {
    if (path.includes(name)) {
      return [...path, name];
    }
    if (done.has(name)) {
      return undefined;
    }
    for (const callee of callees(byName.get(name)!)) {
      const cycle = visit(callee, [...path, name]);
      if (cycle) {
        return cycle;
      }
    }
    done.add(name);
    return undefined;
  }
  return intents
    .map(intent => visit(intent.metadata.name, []))
    .find(cycle => cycle !== undefined);
}

describe('generateEstate', () => {
  it('is the company of the brief: 80 teams and 400 services in their mix', () => {
    const estate = generateEstate();
    const count = (fits: (spec: ServiceIntent['spec']) => boolean) =>
      estate.intents.filter(intent => fits(intent.spec)).length;

    expect(estate.teams).toHaveLength(80);
    expect(estate.systems.length).toBeGreaterThan(60);
    expect(estate.intents).toHaveLength(400);
    expect(count(spec => spec.tier === 'tier-1')).toBe(30);
    expect(count(spec => spec.exposure === 'public')).toBe(60);
    expect(count(spec => spec.workloadType === 'stateful')).toBe(20);
    expect(new Set(estate.intents.map(i => i.spec.workloadType)).size).toBe(9);
    expect(compilableIntents(estate)).toHaveLength(400);
  });

  it('has what the stories of the demo rely on', () => {
    const estate = generateEstate({ services: 40 });
    const find = (name: string) =>
      estate.intents.find(intent => intent.metadata.name === name);

    expect(estate.teams.map(team => team.name)).toEqual(
      expect.arrayContaining([
        'payments',
        'risk',
        'checkout',
        'platform',
        'sre',
        'security',
        'finance',
      ]),
    );
    expect(find('fraud-service')?.metadata.owner).toBe('group:risk');
    expect(find('fraud-service')?.spec.accepts).toContain('payments-api');
    expect(callees(find('checkout-api')!)).toContain('fraud-service');
    expect(callees(find('mobile-bff')!)).toContain('checkout-api');
    expect(find('payments-api')).toBeUndefined();
    expect(
      estate.systems.find(system => system.name === 'billing')?.owner,
    ).toBe('payments');
    expect(
      estate.users
        .filter(user => user.persona)
        .map(user => [user.name, user.memberOf]),
    ).toEqual([
      ['priya.engineer', ['payments']],
      ['sam.reviewer', ['sre', 'security']],
      ['pat.platform', ['platform']],
      ['fin.finance', ['finance']],
      ['vic.viewer', ['guests']],
    ]);
  });

  it('is the same from the same seed, and another from another', () => {
    const first = JSON.stringify(generateEstate({ seed: 7 }));
    expect(JSON.stringify(generateEstate({ seed: 7 }))).toBe(first);
    expect(JSON.stringify(generateEstate({ seed: 8 }))).not.toBe(first);
  });

  it.each([9, 4001, 40.5, NaN])('refuses %p services', services => {
    expect(() => generateEstate({ services })).toThrow(/from 10 to 4000/);
  });

  it.each([40, 400, 4000])('keeps its promises with %i services', services => {
    const estate = generateEstate({ services });
    const byName = new Map(
      estate.intents.map(intent => [intent.metadata.name, intent]),
    );
    const problems: string[] = [];
    for (const intent of estate.intents) {
      const { name } = intent.metadata;
      const checked = serviceIntentSchema.safeParse(intent);
      if (!checked.success) {
        problems.push(`${name}: ${checked.error.message}`);
      }
      for (const callee of callees(intent)) {
        const other = byName.get(callee);
        if (!other?.spec.accepts?.includes(name)) {
          problems.push(`${callee} does not accept ${name}`);
        }
        if (intent.spec.tier === 'tier-1' && other?.spec.tier === 'tier-3') {
          problems.push(`${name} is tier-1 and leans on ${callee}`);
        }
      }
      for (const caller of intent.spec.accepts ?? []) {
        const other = byName.get(caller);
        if (caller !== 'payments-api' && !callees(other!).includes(name)) {
          problems.push(`${name} accepts ${caller}, which does not call it`);
        }
      }
    }
    for (const resource of estate.resources) {
      expect(sharedResourceSchema.safeParse(resource).success).toBe(true);
    }
    expect(problems).toEqual([]);
    expect(byName.size).toBe(services);
    expect(findCycle(estate.intents)).toBeUndefined();
  });

  it('keeps names unique and calls free of cycles for any seed and size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 10, max: 600 }),
        (seed, services) => {
          const estate = generateEstate({ seed, services });
          const names = estate.intents.map(intent => intent.metadata.name);
          expect(new Set(names).size).toBe(services);
          expect(findCycle(estate.intents)).toBeUndefined();
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('compilableIntents', () => {
  it('is a fleet of its own: every call in it is answered in it', () => {
    const intents = compilableIntents(generateEstate());
    const names = new Set(intents.map(intent => intent.metadata.name));
    for (const intent of intents) {
      expect(SUPPORTED_WORKLOAD_TYPES).toContain(intent.spec.workloadType);
      for (const callee of callees(intent)) {
        expect(names).toContain(callee);
      }
    }
  });
});
