import {
  buildFleet,
  withoutService,
  withService,
  fleetServiceOf,
} from '../fleet';
import type { ServiceIntent } from '../schema/intent';
import { testContract, testIntent } from './__testUtils__/fixtures';
import { checkHardDependencies, checkNamespaces } from '.';

const contract = testContract();

function service(
  name: string,
  calls: (string | { service: string; onFailure: string })[],
  tier: ServiceIntent['spec']['tier'] = 'tier-2',
) {
  return testIntent({
    name,
    spec: {
      tier,
      dependencies: calls.map(call =>
        typeof call === 'string' ? { service: call } : call,
      ),
    },
  });
}

/** What is told of the first of them. */
function told(intents: ServiceIntent[]) {
  const fleet = buildFleet({ intents, contract });
  return checkHardDependencies({ intent: intents[0], fleet }).map(
    ({ policy, severity, at, message }) =>
      `${severity} ${policy} ${at}: ${message}`,
  );
}

describe('Calls that a service cannot do without', () => {
  it('warn when the way leads back, with the shortest circle', () => {
    const others = [
      service('billing', ['ledger', 'rates']),
      service('ledger', ['rates', 'shop']),
      service('rates', []),
    ];
    expect(told([service('shop', ['rates', 'billing']), ...others])).toEqual([
      'warn dependency-cycle /spec/dependencies/1: shop, billing and ledger need each other in a circle (shop → billing → ledger → shop): none of them can start, or come back, before the others.',
    ]);
  });

  it('are no circle when one of them can go on without the next', () => {
    const soft = { service: 'shop', onFailure: 'shows the last known prices' };
    expect(
      told([service('shop', ['billing']), service('billing', [soft])]),
    ).toEqual([]);
    expect(
      told([
        service('shop', [
          { service: 'billing', onFailure: 'sells on account' },
        ]),
        service('billing', ['shop']),
      ]),
    ).toEqual([]);
  });

  it('warn when tier 1 needs tier 3, and not when tier 2 does', () => {
    const reports = service('reports', [], 'tier-3');
    expect(told([service('shop', ['reports'], 'tier-1'), reports])).toEqual([
      'warn tier-inversion /spec/dependencies/0: shop is tier-1 and cannot do without reports, which is tier-3: when reports is down, so is shop.',
    ]);
    expect(told([service('shop', ['reports'], 'tier-2'), reports])).toEqual([]);
  });
});

describe('Namespaces', () => {
  const mine = testIntent({
    name: 'api',
    owner: 'group:pay-core',
    system: 'ledger',
  });
  const theirs = testIntent({
    name: 'books',
    owner: 'group:pay',
    system: 'core-ledger',
  });
  const check = (intents: ServiceIntent[]) =>
    checkNamespaces({
      intent: mine,
      contract,
      fleet: buildFleet({ intents, contract }),
    }).map(({ severity, message }) => `${severity}: ${message}`);

  it('are of one team and system: names that join to the same are refused', () => {
    expect(check([mine, theirs])).toEqual([
      'deny: The namespace dev-pay-core-ledger of group:pay-core and ledger would be that of group:pay and core-ledger too.',
    ]);
    expect(check([mine, testIntent({ name: 'other' })])).toEqual([]);
  });

  it('are free again once the last service of the other team is gone', () => {
    const alone = buildFleet({ intents: [mine], contract });
    expect(checkNamespaces({ intent: mine, contract, fleet: alone })).toEqual(
      [],
    );
    const joined = withService(
      alone,
      fleetServiceOf({ intent: theirs, contract }),
    );
    expect(
      checkNamespaces({ intent: mine, contract, fleet: joined }),
    ).toHaveLength(1);
    expect(
      checkNamespaces({
        intent: mine,
        contract,
        fleet: withoutService(joined, 'books'),
      }),
    ).toEqual([]);
  });
});
