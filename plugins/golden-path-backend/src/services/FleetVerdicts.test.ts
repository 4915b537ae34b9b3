import { mockServices } from '@backstage/backend-test-utils';
import type {
  PlatformContract,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import fc from 'fast-check';
import { fraudService, intentOf, PAYMENTS_API } from '../__testUtils__/intents';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import { ContractService } from './ContractService';
import type { DesiredState, FleetState } from './desiredState';
import { fleetOf, type KnownFleet } from './fleetOf';
import { FleetVerdicts } from './FleetVerdicts';

jest.setTimeout(120_000);

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-21T12:00:00Z');
const NAMES = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];
const logger = mockServices.logger.mock();

/** What may happen to a fleet. */
type Step =
  | { merge: ServiceIntent }
  | { remove: string }
  /** Exceptions and overrides expire meanwhile. */
  | { days: number };

const name = fc.constantFrom(...NAMES);
const others = fc.uniqueArray(name, { maxLength: 3 });

/** The service as a store whose restore was tested shortly before. */
function storeOf(intent: ServiceIntent, size: string): ServiceIntent {
  return {
    ...intent,
    spec: {
      ...intent.spec,
      workloadType: 'stateful',
      stateful: {
        storage: { size, storageClass: 'zonal-ssd', expansion: 'online' },
        replicas: 1,
        consistency: 'a read sees the last write',
        quorum: 'one of one',
        drain: 'writes everything down',
        zoneLoss: 'restored from the backup',
        splitBrain: 'there is one',
        backup: {
          frequency: '6h',
          restoreTested: '2026-11-01',
          rpo: '6h',
          rto: '1h',
        },
      },
    },
  };
}

/** Services that call, accept, crowd out and contradict each other. */
const merge: fc.Arbitrary<Step> = fc
  .record({
    name,
    dependencies: others,
    accepts: others,
    // The last two would share a namespace.
    tenant: fc.constantFrom(
      { team: 'risk', system: 'risk' },
      { team: 'payments', system: 'billing' },
      { team: 'pay', system: 'core-api' },
      { team: 'pay-core', system: 'api' },
    ),
    // The many are more than a team's quota holds.
    max: fc.constantFrom(2, 40, 400),
    host: fc.option(fc.constantFrom('one.example.com', 'two.example.com'), {
      nil: undefined,
    }),
    overridden: fc.boolean(),
    // Four of the large ones are more than the quota of storage holds.
    store: fc.option(fc.constantFrom('20Gi', '2Ti'), { nil: undefined }),
  })
  .map(({ tenant, max, host, overridden, store, ...about }) => {
    const plain = host
      ? intentOf(PAYMENTS_API)
      : fraudService({ accepts: about.accepts });
    const base = store && !host ? storeOf(plain, store) : plain;
    const { route } = base.spec;
    return {
      merge: {
        ...base,
        metadata: {
          ...base.metadata,
          name: about.name,
          owner: `group:${tenant.team}`,
          system: tenant.system,
        },
        spec: {
          ...base.spec,
          accepts: about.accepts,
          dependencies: about.dependencies
            .filter(other => other !== about.name)
            .map(service => ({ service })),
          scaling: { min: 2, max },
          ...(route && host && { route: { ...route, host } }),
          ...(overridden && {
            overrides: [
              {
                target: { kind: 'Rollout' },
                patch: [
                  {
                    op: 'replace',
                    path: '/spec/revisionHistoryLimit',
                    value: 3,
                  },
                ],
                reason: 'looks back further',
                approvedBy: 'group:platform',
                expires: '2027-03-31',
              },
            ],
          }),
        },
      } satisfies ServiceIntent,
    };
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: merge },
  { weight: 1, arbitrary: name.map(remove => ({ remove })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1, 200).map(days => ({ days })),
  },
);

const emptyState: DesiredState = {
  commit: '0',
  intents: new Map(),
  unreadable: new Map(),
  lastReadable: new Map(),
  resources: new Map(),
};

/** A repository that merges go into, its fleet kept up as the backend keeps it. */
class Repository {
  readonly #contract: PlatformContract;
  #known?: KnownFleet;
  #commits = 0;
  now = START;

  constructor(contract: PlatformContract) {
    this.#contract = contract;
  }

  take(happened: Step): void {
    if ('days' in happened) {
      this.now += happened.days * DAY_MS;
      return;
    }
    const intents = new Map(this.#known?.state.intents);
    if ('merge' in happened) {
      intents.set(happened.merge.metadata.name, happened.merge);
    } else {
      intents.delete(happened.remove);
    }
    this.#commits += 1;
    const state = {
      commit: `${this.#commits}`,
      intents,
      unreadable: new Map(),
      lastReadable: new Map(),
      resources: new Map(),
    };
    const known = this.#known;
    this.#known = { ...this.#facts(state, known), state };
  }

  /** As it is known from move to move. */
  get kept(): FleetState {
    const state = this.#known?.state ?? emptyState;
    return this.#stateOf(state, this.#known ?? this.#facts(state));
  }

  /** As a backend that has just started reads it. */
  get readAnew(): FleetState {
    const state = this.#known?.state ?? emptyState;
    return this.#stateOf(state, this.#facts(state));
  }

  #facts(state: DesiredState, known?: KnownFleet) {
    const contract = this.#contract;
    const fingerprint = 'shipped';
    return {
      fingerprint,
      fleet: fleetOf({ state, contract, fingerprint, known }),
    };
  }

  #stateOf(
    state: DesiredState,
    facts: Pick<KnownFleet, 'fleet' | 'fingerprint'>,
  ): FleetState {
    return {
      ...state,
      fleet: facts.fleet,
      fingerprint: facts.fingerprint,
      contract: this.#contract,
      version: state.commit,
    };
  }
}

async function standingOf(verdicts: FleetVerdicts) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const standing = await verdicts.standing();
    if (!standing.counts.pending) {
      return standing;
    }
  }
  throw new Error('some services were never judged');
}

describe('verdicts on the fleet, kept up from merge to merge', () => {
  it('are those of counting all services anew, whatever is merged in whatever order', async () => {
    const { contract } = await ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger,
      clock: { now: () => START },
    }).current();
    const seen = { denied: 0, warned: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 10 }),
        async steps => {
          const repository = new Repository(contract);
          const clock = { now: () => repository.now };
          const kept = FleetVerdicts.create({
            desiredState: { fleet: async () => repository.kept },
            logger,
            clock,
          });
          for (const happened of steps) {
            repository.take(happened);
            const anew = FleetVerdicts.create({
              desiredState: { fleet: async () => repository.readAnew },
              logger,
              clock,
            });
            const expected = await standingOf(anew);
            expect(await standingOf(kept)).toEqual(expected);
            expect(repository.kept.fleet).toEqual(repository.readAnew.fleet);
            seen.denied += expected.counts.denied;
            seen.warned += expected.counts.warned;
          }
        },
      ),
      { numRuns: 25 },
    );
    // Otherwise it would be a comparison of nothing with nothing.
    expect(seen.denied).toBeGreaterThan(0);
    expect(seen.warned).toBeGreaterThan(0);
  });

  it('come for all others where one service cannot be compiled, which counts as denied', async () => {
    const { contract } = await ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger,
      clock: { now: () => START },
    }).current();
    const repository = new Repository(contract);
    const good = fraudService({ accepts: [] });
    repository.take({ merge: good });
    const { metadata } = good;
    repository.take({
      merge: { ...good, metadata: { ...metadata, name: 'alpha' } },
    });
    const { kept } = repository;
    const broken = structuredClone(good);
    // What the compiler does not expect, whatever that may be.
    Object.assign(broken.spec, { containers: null, overrides: 7 });
    const told = mockServices.logger.mock();
    const verdicts = FleetVerdicts.create({
      desiredState: {
        fleet: async () => ({
          ...kept,
          intents: new Map(kept.intents).set(metadata.name, broken),
        }),
      },
      logger: told,
      clock: { now: () => repository.now },
    });
    const { counts, policyHits } = await standingOf(verdicts);
    expect(counts).toMatchObject({ services: 2, denied: 1 });
    expect(policyHits.find(({ policy }) => policy === 'compile')).toMatchObject(
      { denied: 1, services: [metadata.name] },
    );
    expect(told.error).toHaveBeenCalledWith(
      expect.stringContaining(`${metadata.name} cannot be compiled`),
      expect.any(Error),
    );
  });

  it('cost nothing to ask for again, until something is merged or expires', async () => {
    const { contract } = await ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger,
      clock: { now: () => START },
    }).current();
    let looks = 0;
    /** Counts how often somebody goes through the fleet. */
    class Watched extends Map<string, ServiceIntent> {
      override [Symbol.iterator]() {
        looks += 1;
        return super[Symbol.iterator]();
      }
    }
    const repository = new Repository(contract);
    const [first] = fc.sample(merge, { numRuns: 1, seed: 1 });
    repository.take(first);
    repository.take({
      merge: {
        ...fraudService({ accepts: [] }),
        spec: {
          ...fraudService({ accepts: [] }).spec,
          overrides: [
            {
              target: { kind: 'Rollout' },
              patch: [{ op: 'remove', path: '/spec/revisionHistoryLimit' }],
              reason: 'keeps all',
              approvedBy: 'group:platform',
              expires: '2026-12-31',
            },
          ],
        },
      },
    });
    const verdicts = FleetVerdicts.create({
      desiredState: {
        fleet: async () => ({
          ...repository.kept,
          intents: new Watched(repository.kept.intents),
        }),
      },
      logger,
      clock: { now: () => repository.now },
    });
    await standingOf(verdicts);
    looks = 0;
    for (let asked = 0; asked < 5; asked += 1) {
      await verdicts.standing();
    }
    expect(looks).toBe(0);
    repository.take({ days: 30 });
    await standingOf(verdicts);
    expect(looks).toBe(0);
    repository.take({ days: 30 });
    await standingOf(verdicts);
    expect(looks).toBe(1);
  });
});
