import { mockServices } from '@backstage/backend-test-utils';
import {
  buildFleet,
  compile,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { fraudService, paymentsApi } from '../__testUtils__/intents';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import { ContractService } from '../services/ContractService';

import { examine, idsOf } from './examine';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const LAST_MONTH = '2026-10-01T12:00:00Z';
const like = 'a'.repeat(40);

/** Was 30 seconds until an override that held until yesterday. */
function overridden(): ServiceIntent {
  const intent = paymentsApi();
  intent.spec.overrides = [
    {
      target: { kind: 'Deployment', environments: ['prod'] },
      patch: [
        {
          op: 'replace',
          path: '/spec/template/spec/terminationGracePeriodSeconds',
          value: 120,
        },
      ],
      reason: 'Long requests',
      approvedBy: 'group:sre',
      expires: '2026-11-20',
    },
  ];
  return intent;
}

describe('A service that is compared with Git', () => {
  let contract: PlatformContract;

  beforeAll(async () => {
    ({ contract } = await ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger: mockServices.logger.mock(),
      clock: { now: () => NOW },
    }).current());
  });

  function examined(
    intent: ServiceIntent,
    options: {
      derivedAt?: string;
      derivedUnder?: PlatformContract;
      edit?(found: Map<string, string>): void;
    },
  ) {
    const intents = [intent, fraudService({ accepts: ['payments-api'] })];
    const fleet = buildFleet({ intents, contract });
    const { derivedAt, derivedUnder = contract, edit } = options;
    const now = new Date(NOW).toISOString();
    const result = compile({ intent, contract, fleet, now });
    const found = idsOf(
      compile({
        intent,
        contract: derivedUnder,
        fleet,
        now: derivedAt ?? now,
      }),
      { like },
    );
    edit?.(found);
    return examine({
      intent,
      state: {
        commit: like,
        contract,
        fleet,
        fingerprint: '',
        version: '',
        intents: new Map(),
        resources: new Map(),
        unreadable: new Map(),
        lastReadable: new Map(),
      },
      now: NOW,
      result,
      derived: idsOf(result, { like }),
      found,
      contractVersion: derivedUnder.metadata.version,
      contracts: derivedUnder === contract ? [] : [derivedUnder],
      isKnown: true,
    });
  }

  it('still rests on an override that has ended: nobody edited that file', () => {
    const { state, files, expired, details } = examined(overridden(), {
      derivedAt: LAST_MONTH,
    });
    expect({ state, files, expired }).toEqual({
      state: 'expired',
      files: { edited: 0, missing: 0, foreign: 0, behind: 2 },
      expired: 1,
    });
    expect(details.files[0].path).toContain('rollout-payments-api');
  });

  it('is behind where the contract of then derives exactly what lies there, and edited where not', () => {
    const derivedUnder: PlatformContract = {
      ...contract,
      metadata: { ...contract.metadata, version: '0.9.0' },
    };
    const { state, files } = examined(paymentsApi(), { derivedUnder });
    expect(state).toBe('behind');
    expect(files).toMatchObject({ edited: 0, missing: 0, foreign: 0 });
    expect(files.behind).toBeGreaterThan(5);

    const edited = examined(paymentsApi(), {
      derivedUnder,
      edit: found => {
        const [path] = [...found.keys()].filter(each =>
          each.endsWith('rollout-payments-api.yaml'),
        );
        found.set(path, 'f'.repeat(40));
      },
    });
    expect(edited.state).toBe('edited');
    expect(edited.files).toEqual({
      ...files,
      edited: 1,
      behind: files.behind - 1,
    });
  });
});
