import { buildFleet } from '../../fleet';
import type { PlatformContract } from '../../model';
import { decideReview } from '../../review';
import type { ServiceIntent } from '../../schema/intent';
import { ledgerStore } from '../__testUtils__/longRunning';
import { NOW, shippedContract } from '../__testUtils__/shipped';
import { compile } from '../compile';

type Storage = NonNullable<ServiceIntent['spec']['stateful']>['storage'];

const contract = shippedContract();

function storeWith(storage: Partial<Storage>): ServiceIntent {
  const intent = ledgerStore();
  const { stateful } = intent.spec;
  intent.spec.stateful = {
    ...stateful!,
    storage: { ...stateful!.storage, ...storage },
  };
  return intent;
}

/** What is told of a store of 20Gi of zonal-ssd that is to become something else. */
function changed(intent: ServiceIntent, within: PlatformContract = contract) {
  const standing = ledgerStore();
  const fleet = buildFleet({ intents: [standing], contract: within });
  const result = (each: ServiceIntent) =>
    compile({ intent: each, contract: within, fleet, now: NOW });
  const after = result(intent);
  const { reasons } = decideReview({
    before: result(standing),
    after,
    contract: within,
  });
  return {
    findings: after.findings
      .filter(({ policy }) => policy === 'stateful')
      .map(({ severity, at, message, remedy }) => ({
        told: `${severity} ${at}`,
        words: `${message} ${remedy}`,
      })),
    reasons: reasons.map(({ trigger, reviewer, why }) => ({
      told: `${trigger}, ${reviewer}`,
      words: why,
    })),
  };
}

/** The contract with another way of growing. */
function growing(expansion: 'offline' | 'not-supported'): PlatformContract {
  const other = structuredClone(contract);
  other.storage!.classes['zonal-ssd'].expansion = expansion;
  return other;
}

const SIZE = '/spec/stateful/storage/size';
const CLASS = '/spec/stateful/storage/storageClass';
const told = (how: string, words: RegExp) => ({
  told: how,
  words: expect.stringMatching(words),
});

describe('A store that stands', () => {
  it('may change what Kubernetes lets it change', () => {
    const intent = ledgerStore();
    Object.assign(intent.spec.stateful!, {
      replicas: 5,
      quorum: 'three of five members',
    });
    expect(changed(intent)).toEqual({ findings: [], reasons: [] });
  });

  it('grows its volumes by hand, in an order that warning and review say', () => {
    expect(changed(storeWith({ size: '40Gi' }))).toEqual({
      findings: [
        told(
          `warn ${SIZE}`,
          /have 20Gi.*Let each claim grow to 40Gi, then delete .*--cascade=orphan/,
        ),
      ],
      reasons: [
        told(
          'store-changed, platform',
          /from 20Gi to 40Gi.*let each claim grow first, then delete/,
        ),
      ],
    });
    expect(
      changed(
        storeWith({ size: '40Gi', expansion: 'offline' }),
        growing('offline'),
      ).reasons,
    ).toEqual([told('store-changed, platform', /with its member stopped/)]);
  });

  it('never shrinks them, and grows none of a class that does not', () => {
    expect(changed(storeWith({ size: '10240Mi' }))).toEqual({
      findings: [
        told(
          `deny ${SIZE}`,
          /no volume ever shrinks. Write 20Gi, or make a new/,
        ),
      ],
      reasons: [told('store-changed, platform', /no volume ever shrinks/)],
    });
    expect(
      changed(
        storeWith({ size: '40Gi', expansion: 'not-supported' }),
        growing('not-supported'),
      ),
    ).toEqual({
      findings: [told(`deny ${SIZE}`, /those of zonal-ssd never grow/)],
      reasons: [told('store-changed, platform', /never grow/)],
    });
  });

  it('changes its class member by member', () => {
    expect(changed(storeWith({ storageClass: 'regional-ssd' }))).toEqual({
      findings: [
        told(
          `warn ${CLASS}`,
          /of the class zonal-ssd.*one member after the other/,
        ),
      ],
      reasons: [
        told(
          'store-changed, platform',
          /from the class zonal-ssd to regional-ssd.*--cascade=orphan/,
        ),
      ],
    });
  });

  it('has other fields that never change, whoever changes them', () => {
    const intent = ledgerStore();
    intent.spec.overrides = [
      {
        target: { kind: 'StatefulSet' },
        patch: [
          {
            op: 'replace',
            path: '/spec/podManagementPolicy',
            value: 'OrderedReady',
          },
        ],
        reason: 'the first member makes the cluster',
        approvedBy: 'group:platform',
        expires: '2027-03-31',
      },
    ];
    expect(changed(intent).reasons).toContainEqual(
      told(
        'store-changed, platform',
        /the order in which members start changes/,
      ),
    );
  });

  it('is compared to what is given as standing where the fleet is ahead', () => {
    const intent = storeWith({ size: '10Gi' });
    const fleet = buildFleet({ intents: [intent], contract });
    const standing = buildFleet({ intents: [ledgerStore()], contract })
      .services['ledger-store'];
    const denied = (options: object) =>
      compile({ intent, contract, fleet, now: NOW, ...options }).denied;
    expect(denied({})).toBe(false);
    expect(denied({ standing })).toBe(true);
  });
});
