import fc from 'fast-check';
import {
  NOW,
  compileShipped,
  paymentsApi,
  shippedContract,
} from '../compile/__testUtils__/shipped';
import { isExpired, pastFrom } from './expiry';
import type { ServiceIntent } from '../schema/intent';
import { expiry } from '../schema/scalars';
import { noticeDue, standingOf } from './standing';
import { byExpiry, exceptionWaiver, overridesOf } from './waivers';

const contract = shippedContract();
const example = paymentsApi();

function withOverride(
  changes: Partial<NonNullable<ServiceIntent['spec']['overrides']>[number]>,
): ServiceIntent {
  const [override] = example.spec.overrides ?? [];
  return {
    ...example,
    spec: { ...example.spec, overrides: [{ ...override, ...changes }] },
  };
}

const messages = (intent: ServiceIntent) =>
  compileShipped(intent, { contract })
    .findings.filter(({ policy }) => policy === 'override')
    .map(({ message }) => message);

describe('What is set aside for a service', () => {
  it('is told with its compile: who agreed, why, and until when', () => {
    expect(compileShipped(example, { contract }).waivers).toEqual([
      {
        kind: 'override',
        id: 'payments-api/overrides/0',
        service: 'payments-api',
        subject: 'Deployment',
        environments: ['dev', 'staging', 'prod'],
        reason: 'drains long transfers',
        approvedBy: 'group:platform',
        expires: '2027-03-31',
      },
    ]);
  });

  it('is not in use any more when it has expired: then it denies', () => {
    const late = compileShipped(withOverride({ expires: '2026-11-20' }), {
      contract,
    });
    expect(late.waivers).toEqual([]);
    expect(late.denied).toBe(true);
  });

  it('is sorted by its end, and a day ends after each of its moments', () => {
    const [waiver] = overridesOf(example);
    const ends = ['2027-04-01', '2027-03-31', '2027-03-31T12:00:00Z'];
    expect(
      byExpiry(ends.map(expires => ({ ...waiver, expires }))).map(
        ({ expires }) => expires,
      ),
    ).toEqual(['2027-03-31T12:00:00Z', '2027-03-31', '2027-04-01']);
    expect(exceptionWaiver(contract.exceptions[0])).toMatchObject({
      kind: 'exception',
      subject: contract.exceptions[0].policy,
    });
  });
});

describe('An override of what is not there any more', () => {
  it('names the nearest kind, object, environment and path', () => {
    expect(
      messages(withOverride({ target: { kind: 'Servce' } })),
    ).toContainEqual(expect.stringContaining('The nearest is Service.'));
    expect(
      messages(
        withOverride({ target: { kind: 'Service', name: 'payment-api' } }),
      ),
    ).toContainEqual(
      expect.stringContaining('The nearest is Service/payments-api'),
    );
    expect(
      messages(
        withOverride({
          target: { kind: 'Deployment', environments: ['stagin'] },
        }),
      ),
    ).toContainEqual(expect.stringContaining('Did you mean "staging"?'));
    expect(
      messages(
        withOverride({
          patch: [{ op: 'replace', path: '/spec/tmplate/spec', value: {} }],
        }),
      ),
    ).toContainEqual(
      expect.stringContaining(
        'there is nothing at /spec/tmplate; the nearest is /spec/template.',
      ),
    );
    expect(
      messages(
        withOverride({
          patch: [
            {
              op: 'remove',
              path: '/spec/template/spec/containers/7/image',
            },
          ],
        }),
      ),
    ).toContainEqual(
      expect.stringContaining(
        'the nearest is /spec/template/spec/containers/0.',
      ),
    );
  });
});

describe('The end of an exception or an override', () => {
  const moments = fc
    .integer({
      min: Date.parse('2026-01-01T00:00:00Z') / 1000,
      max: Date.parse('2028-12-31T00:00:00Z') / 1000,
    })
    .map(seconds => new Date(seconds * 1000).toISOString().replace('.000', ''));
  const ends = fc.oneof(
    moments,
    moments.map(moment => moment.slice(0, 10)),
  );

  it('is a day until its last second in UTC, or a moment until that second', () => {
    fc.assert(
      fc.property(ends, fc.integer({ min: 0, max: 999 }), (end, millis) => {
        expect(expiry.safeParse(end).success).toBe(true);
        const from = pastFrom(end);
        expect(isExpired(end, from)).toBe(true);
        expect(isExpired(end, from - 1000 + millis)).toBe(false);
        expect(standingOf(end, from).state).toBe('expired');
        expect(standingOf(end, from - 1000 + millis)).toEqual({
          state: 'near-expiry',
          daysLeft: 0,
        });
      }),
    );
    expect(isExpired('2027-03-31', Date.parse('2027-03-31T23:59:59Z'))).toBe(
      false,
    );
    expect(isExpired('2027-03-31', Date.parse('2027-04-01T00:00:00Z'))).toBe(
      true,
    );
  });

  it.each(['2027-02-30T12:00:00Z', '2027-03-31T24:00:00Z', '2027-13-01'])(
    'cannot be %s, which does not exist',
    end => {
      expect(expiry.safeParse(end).success).toBe(false);
    },
  );

  it('is told of 30 and 7 days before, and not afterwards', () => {
    const due = (now: string) => noticeDue('2027-03-31', Date.parse(now));
    expect(due(NOW)).toBeUndefined();
    expect(due('2027-03-01T23:59:59Z')).toBeUndefined();
    expect(due('2027-03-02T00:00:00Z')).toBe(30);
    expect(due('2027-03-24T23:59:59Z')).toBe(30);
    expect(due('2027-03-25T00:00:00Z')).toBe(7);
    expect(due('2027-03-31T23:59:59Z')).toBe(7);
    expect(due('2027-04-01T00:00:00Z')).toBeUndefined();
  });

  it('is told of on the days that the contract names, in whatever order', () => {
    const due = (now: string) =>
      noticeDue('2027-03-31', Date.parse(now), [1, 60, 14]);
    expect(due('2027-01-30T23:59:59Z')).toBeUndefined();
    expect(due('2027-01-31T00:00:00Z')).toBe(60);
    expect(due('2027-03-18T00:00:00Z')).toBe(14);
    expect(due('2027-03-31T12:00:00Z')).toBe(1);
  });
});
