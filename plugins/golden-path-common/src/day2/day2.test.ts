import { testContract, testIntent } from '../checks/__testUtils__/fixtures';
import { buildFleet } from '../fleet';
import type { ServiceIntent } from '../schema/intent';
import { serviceIntentSchema } from '../schema/intent';
import {
  changeWords,
  dependentsOf,
  planFlow,
  removedAgreements,
  type ServiceFlow,
} from '.';

const contract = testContract(each => {
  each.exceptions.push({
    id: 'ex-1',
    policy: 'image-digest',
    service: 'payments-api',
    environments: ['prod'],
    reason: 'A vendor image',
    approvedBy: 'group:security',
    ticket: 'SEC-1',
    expires: '2027-01-31',
  });
});

const payments = testIntent({
  spec: {
    dependencies: [
      { service: 'fraud-service' },
      {
        external: 'api.stripe.com:443',
        owner: 'group:payments',
        onFailure: 'queue',
      },
    ],
    accepts: ['checkout-api', 'mobile-bff'],
    operations: { channel: '#payments', escalation: 'payments-primary' },
    overrides: [
      {
        target: { kind: 'Deployment', name: 'payments-api' },
        patch: [{ op: 'remove', path: '/spec/template/spec/x' }],
        reason: 'It is in the way',
        approvedBy: 'group:platform',
        expires: '2027-01-31',
      },
      {
        target: { kind: 'Service', name: 'payments-api-canary' },
        patch: [
          { op: 'add', path: '/metadata/labels/of', value: 'payments-api' },
        ],
        reason: 'A label is missing',
        approvedBy: 'group:platform',
        expires: '2027-01-31',
      },
    ],
  },
});

const checkout = testIntent({
  name: 'checkout-api',
  owner: 'group:checkout',
  system: 'shop',
  spec: {
    dependencies: [
      { service: 'payments-api', onFailure: 'take the order anyway' },
    ],
    containers: {
      app: {
        image: `registry.example.com/checkout@sha256:${'c'.repeat(64)}`,
        port: 8080,
        env: {
          PAYMENTS_URL: 'http://payments-api.prod-payments-billing:8080',
          QUEUE: 'old-payments-api-events',
        },
      },
    },
  },
});

const fraud = testIntent({
  name: 'fraud-service',
  owner: 'group:risk',
  system: 'risk',
  spec: { accepts: ['payments-api'] },
});

const merged: ReadonlyMap<string, ServiceIntent> = new Map(
  [payments, checkout, fraud].map(intent => [intent.metadata.name, intent]),
);
const fleet = buildFleet({ intents: merged.values(), contract });

function plan(flow: ServiceFlow, service = payments) {
  return planFlow({ service, intents: merged, contract, fleet, flow });
}

describe('Renaming a service', () => {
  it('takes along its callers, those that accept it, and what its overrides aim at', () => {
    const { title, main, others, owners, blocked } = plan({
      kind: 'rename',
      to: 'payments-gateway',
    });
    expect(title).toBe('Rename payments-api to payments-gateway');
    expect(main.after?.metadata.name).toBe('payments-gateway');
    expect(
      main.after?.spec.overrides?.map(({ target }) => target.name),
    ).toEqual(['payments-gateway', 'payments-gateway-canary']);
    expect(others.map(({ after }) => after?.metadata.name)).toEqual([
      'checkout-api',
      'fraud-service',
    ]);
    expect(others[0].after?.spec.dependencies).toEqual([
      { service: 'payments-gateway', onFailure: 'take the order anyway' },
    ]);
    expect(others[1].after?.spec.accepts).toEqual(['payments-gateway']);
    expect(owners.map(({ owner }) => owner)).toEqual([
      'group:checkout',
      'group:payments',
      'group:risk',
    ]);
    expect(blocked).toEqual([]);
  });

  it('tells of exceptions and of addresses that only a team can change', () => {
    const { warnings } = plan({ kind: 'rename', to: 'payments-gateway' });
    expect(warnings.join('\n')).toContain(
      'The exception ex-1 of the contract sets image-digest aside for payments-api and not for payments-gateway',
    );
    // A word that merely holds the name is another word.
    expect(warnings).toContain(
      'checkout-api mentions payments-api in /spec/containers/app/env/PAYMENTS_URL: change it to payments-gateway if it is an address.',
    );
    expect(warnings.join('\n')).toContain(
      'payments-api mentions payments-api in /spec/overrides/1/patch/0/value',
    );
  });

  it('tells that a migration runs again', () => {
    const job = serviceIntentSchema.parse({
      ...payments,
      spec: { ...payments.spec, workloadType: 'migration-job' },
    });
    const { warnings } = plan({ kind: 'rename', to: 'other' }, job);
    expect(warnings.join('\n')).toContain('runs once more');
  });
});

describe('Moving a service', () => {
  it('needs both teams, and takes along what the former one answered for', () => {
    const { title, main, others, owners, warnings } = plan({
      kind: 'move',
      owner: 'group:checkout',
    });
    expect(title).toBe('Move payments-api to group:checkout');
    expect(others).toEqual([]);
    expect(main.after?.spec.dependencies?.[1]).toMatchObject({
      owner: 'group:checkout',
    });
    expect(owners.map(({ owner }) => owner)).toEqual([
      'group:checkout',
      'group:payments',
    ]);
    expect(warnings.join('\n')).toContain(
      'Alerts go on to #payments and payments-primary',
    );
    expect(warnings.join('\n')).toContain(
      'checkout-api mentions prod-payments-billing in /spec/containers/app/env/PAYMENTS_URL: payments-api is in prod-checkout-billing then.',
    );
  });

  it('is nothing when nothing changes', () => {
    expect(
      plan({ kind: 'move', owner: 'group:payments' }).blocked[0].why,
    ).toContain('already');
  });
});

describe('Retiring a service', () => {
  it('is blocked for as long as somebody calls it, unless they are released', () => {
    const held = plan({ kind: 'retire' });
    expect(held.blocked[0].why).toBe('checkout-api calls payments-api.');
    const { blocked, others, owners } = plan({ kind: 'retire', release: true });
    expect(blocked).toEqual([]);
    expect(
      others.map(({ before, after }) => [
        after?.metadata.name,
        changeWords({ before, after }),
      ]),
    ).toEqual([
      ['checkout-api', ['no longer calls payments-api']],
      ['fraud-service', ['no longer accepts payments-api']],
    ]);
    // A list that loses its last line goes with it.
    expect(others[0].after?.spec).not.toHaveProperty('dependencies');
    // Who merely accepted it loses nothing.
    expect(owners.map(({ owner }) => owner)).toEqual([
      'group:checkout',
      'group:payments',
    ]);
  });

  it('names who would notice', () => {
    expect(
      dependentsOf({ name: 'payments-api', intents: merged, fleet }),
    ).toEqual({
      service: 'payments-api',
      callers: [
        {
          name: 'checkout-api',
          team: 'checkout',
          tier: 'tier-2',
          onFailure: 'take the order anyway',
        },
      ],
      accepting: [{ name: 'fraud-service', team: 'risk' }],
      hosts: [],
      environments: ['dev', 'prod'],
    });
  });
});

describe('Giving up a call', () => {
  it('offers to take back the line of whoever still accepts it', () => {
    const after = testIntent({ spec: { accepts: ['checkout-api'] } });
    expect(removedAgreements({ before: payments, after, fleet })).toEqual([
      { service: 'fraud-service', team: 'risk' },
    ]);
    expect(
      removedAgreements({ before: payments, after: payments, fleet }),
    ).toEqual([]);
    expect(removedAgreements({ before: undefined, after, fleet })).toEqual([]);
  });
});
