import {
  buildFleet,
  compile,
  planFlow,
  renderFiles,
  serviceIntentSchema,
  type Fleet,
  type FlowPlan,
  type IntentChange,
  type ServiceFlow,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import fc from 'fast-check';
import { shippedContract } from './__testUtils__/shippedContract';
import { compilableIntents } from './compilable';
import { generateEstate } from './estate';

const NOW = '2026-11-21T09:00:00.000Z';

describe('flows of a service over the demo estate', () => {
  const contract = shippedContract();
  const estate = generateEstate({ services: 120 });
  const merged = new Map(
    // As they are read from Git.
    compilableIntents(estate).map(intent => [
      intent.metadata.name,
      serviceIntentSchema.parse(intent),
    ]),
  );
  const anyService = fc.constantFrom(...merged.keys());

  const fleetOf = (intents: ReadonlyMap<string, ServiceIntent>): Fleet =>
    buildFleet({
      intents: intents.values(),
      resources: estate.resources,
      contract,
    });

  function plan(
    name: string,
    flow: ServiceFlow,
    intents: ReadonlyMap<string, ServiceIntent> = merged,
  ): FlowPlan {
    const service = intents.get(name);
    if (!service) {
      throw new Error(`expected ${name}`);
    }
    return planFlow({
      service,
      intents,
      contract,
      fleet: fleetOf(intents),
      flow,
    });
  }

  function applied(
    changes: IntentChange[],
    intents: ReadonlyMap<string, ServiceIntent>,
  ): Map<string, ServiceIntent> {
    const next = new Map(intents);
    for (const { before, after } of changes) {
      if (before && before.metadata.name !== after?.metadata.name) {
        next.delete(before.metadata.name);
      }
      if (after) {
        next.set(after.metadata.name, after);
      }
    }
    return next;
  }

  function denialsOf(
    intents: ReadonlyMap<string, ServiceIntent>,
    names: string[],
  ): string[] {
    const fleet = fleetOf(intents);
    return names.flatMap(name => {
      const intent = intents.get(name);
      return intent
        ? compile({ intent, contract, fleet, now: NOW })
            .findings.filter(({ severity }) => severity === 'deny')
            .map(({ message }) => `${name}: ${message}`)
        : [];
    });
  }

  const namesIn = (changes: IntentChange[]) =>
    changes.flatMap(({ after }) => (after ? [after.metadata.name] : []));

  it('there and back gives the same bytes', () => {
    fc.assert(
      fc.property(anyService, name => {
        const there = plan(name, { kind: 'rename', to: 'quite-another-name' });
        const between = applied([there.main, ...there.others], merged);
        const back = plan(
          'quite-another-name',
          { kind: 'rename', to: name },
          between,
        );
        const after = applied([back.main, ...back.others], between);
        const fleet = fleetOf(after);
        for (const { before } of [there.main, ...there.others]) {
          const intent = before && after.get(before.metadata.name);
          const files = [intent, before].map(each =>
            each
              ? renderFiles(
                  compile({ intent: each, contract, fleet, now: NOW }),
                )
              : [],
          );
          expect(files[0]).toEqual(files[1]);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('leave nobody denied who was not: a rename, and a retirement with the lines of the callers', () => {
    fc.assert(
      fc.property(
        anyService,
        fc.constantFrom<ServiceFlow>(
          { kind: 'rename', to: 'quite-another-name' },
          { kind: 'retire', release: true },
        ),
        (name, flow) => {
          const { main, others } = plan(name, flow);
          const after = applied([main, ...others], merged);
          expect(denialsOf(after, namesIn([main, ...others]))).toEqual([]);
          const named = [...after.values()].filter(
            ({ spec }) =>
              spec.accepts?.includes(name) ||
              spec.dependencies?.some(
                each => 'service' in each && each.service === name,
              ),
          );
          expect(named).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('ask of another team no more than what the team has: grants, quota, agreements', () => {
    fc.assert(
      fc.property(anyService, name => {
        const { main, others, owners } = plan(name, {
          kind: 'move',
          owner: 'group:platform',
        });
        expect(others).toEqual([]);
        expect(owners.map(({ owner }) => owner)).toContain('group:platform');
        const after = applied([main], merged);
        for (const denial of denialsOf(after, [name])) {
          expect(denial).toMatch(
            /not granted|may not use|grant|quota|asks for|consumer/,
          );
        }
      }),
      { numRuns: 12 },
    );
  });
});
