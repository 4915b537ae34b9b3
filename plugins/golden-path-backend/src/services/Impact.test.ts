import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { AuthoringChanges } from '@fairway/plugin-golden-path-common';
import { fraudService } from '../__testUtils__/intents';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import { ContractService } from './ContractService';
import type { FleetState } from './desiredState';
import { fleetOf } from './fleetOf';
import { Impact } from './Impact';
import { InFlight } from './InFlight';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-21T12:00:00Z');
const SERVICES = 60;
const caller = { credentials: mockCredentials.user(), claims: [] };

describe('measuring what a draft makes of a fleet', () => {
  const logger = mockServices.logger.mock();
  const clock = { now: () => NOW };
  const contract = ContractService.create({
    directory: SHIPPED_CONTRACT,
    logger,
    clock,
  });
  const inFlight = InFlight.create({ logger });
  let state: FleetState;
  let changes: AuthoringChanges;

  beforeAll(async () => {
    const { contract: shipped, files, fingerprint } = await contract.current();
    const intents = new Map(
      Array.from({ length: SERVICES }, (_, index) => {
        const intent = fraudService({ accepts: [] });
        const name = `service-${index}`;
        return [
          name,
          { ...intent, metadata: { ...intent.metadata, name } },
        ] as const;
      }),
    );
    const desired = {
      commit: 'a',
      intents,
      unreadable: new Map(),
      lastReadable: new Map(),
      resources: new Map(),
    };
    state = {
      ...desired,
      contract: shipped,
      fingerprint,
      fleet: fleetOf({ state: desired, contract: shipped, fingerprint }),
      version: 'a',
    };
    changes = {
      'contract/tiers.yaml': files['tiers.yaml'].replaceAll(
        /terminationGracePeriod: .*/g,
        'terminationGracePeriod: 99s',
      ),
    };
  });

  function setUp(
    options: {
      limitMs?: number;
      patienceMs?: number;
      inFlight?: InFlight;
    } = {},
  ) {
    const outcomes: string[] = [];
    const auditor = mockServices.auditor.mock();
    auditor.createEvent.mockImplementation(async ({ eventId }) => ({
      success: async () => {
        outcomes.push(`${eventId} success`);
      },
      fail: async ({ error }) => {
        outcomes.push(`${eventId} fail: ${error.message}`);
      },
    }));
    const impact = Impact.create({
      auditor,
      clock,
      contract,
      desiredState: { fleet: async () => state },
      inFlight,
      ...options,
    });
    const { signal } = new AbortController();
    return { impact, outcomes, signal };
  }

  it('lets others do their work meanwhile, and the next author begin after', async () => {
    const { impact, outcomes, signal } = setUp({ patienceMs: 0 });
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 1);
    const measuring = impact.measure(caller, { changes, signal });
    await expect(
      impact.measure(caller, { changes, signal }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message:
        'The impact of another draft is being measured, one at a time; try again in some seconds.',
    });
    expect(await measuring).toMatchObject({
      services: SERVICES,
      changed: SERVICES,
    });
    clearInterval(others);
    expect(turns).toBeGreaterThan(1);
    const next = await impact.measure(caller, { changes: {}, signal });
    expect(next).toMatchObject({ services: SERVICES, changed: 0 });
    expect(outcomes.map(outcome => outcome.slice(0, 23))).toEqual([
      'contract-impact fail: T',
      'contract-impact success',
      'contract-impact success',
    ]);
  });

  it('counts what all services of a team ask for together, as the draft would have them', async () => {
    const { impact, signal } = setUp();
    const { files } = await contract.current();
    const [one] = Object.values(state.fleet.services);
    const cores = Math.ceil(
      Math.max(...Object.values(one.demand).map(each => each.cpuMillis)) / 1000,
    );
    // Each of them would have room for itself, twice.
    const { newlyDenied } = await impact.measure(caller, {
      changes: {
        'contract/quotas.yaml': files['quotas.yaml'].replaceAll(
          /cpu: '\d+'/g,
          `cpu: '${2 * cores}'`,
        ),
      },
      signal,
    });
    expect(newlyDenied).toHaveLength(SERVICES);
    expect(newlyDenied[0].findings[0]).toMatchObject({ policy: 'quota' });
  });

  it('ends when nobody waits for it any more', async () => {
    const { impact, outcomes } = setUp();
    const controller = new AbortController();
    const measuring = impact.measure(caller, {
      changes,
      signal: controller.signal,
    });
    setImmediate(() => controller.abort(new Error('gone')));
    await expect(measuring).rejects.toThrow('gone');
    expect(outcomes).toEqual(['contract-impact fail: gone']);
  });

  it('begins anew for an author who changed something and hung up on the run before', async () => {
    const { impact, outcomes, signal } = setUp({ patienceMs: 60_000 });
    const controller = new AbortController();
    const first = impact.measure(caller, {
      changes,
      signal: controller.signal,
    });
    const second = impact.measure(caller, { changes, signal });
    controller.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    expect(await second).toMatchObject({ changed: SERVICES });
    expect(outcomes).toEqual([
      'contract-impact fail: gone',
      'contract-impact success',
    ]);
  });

  it('ends when the portal stops', async () => {
    const stopping = InFlight.create({ logger });
    const { impact, signal } = setUp({ inFlight: stopping });
    const measuring = impact.measure(caller, { changes, signal });
    await Promise.all([
      expect(measuring).rejects.toThrow('The portal is stopping'),
      stopping.drain(),
    ]);
  });

  it('ends when it takes too long, and says how far it came', async () => {
    const { impact, signal } = setUp({ limitMs: 0 });
    await expect(impact.measure(caller, { changes, signal })).rejects.toThrow(
      /^Measuring was stopped after 0 s, with \d+ of 60 services done; use "fairway diff"/,
    );
  });
});
