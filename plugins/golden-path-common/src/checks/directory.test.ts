import fc from 'fast-check';
import { compile } from '../compile/compile';
import { directoryOf, withDirectory, withService } from '../fleet';
import type { FleetDirectory } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { checkDirectory } from './directory';
import {
  checkOptions,
  testContract,
  testIntent,
} from './__testUtils__/fixtures';

const directory: FleetDirectory = {
  groups: ['corp/treasury', 'payments', 'platform', 'sre'],
  systems: ['billing', 'checkout'],
};

function findingsOf(
  intent: ServiceIntent,
  known: FleetDirectory | undefined = directory,
) {
  const { fleet } = checkOptions({ intent });
  return checkDirectory({ intent, fleet: withDirectory(fleet, known) });
}

describe('Groups and systems of the catalog', () => {
  const strangers = testIntent({
    owner: 'group:paymnets',
    system: 'biling',
    spec: {
      dependencies: [
        {
          external: 'api.stripe.com:443',
          owner: 'group:nosuchteam',
          onFailure: 'queue',
        },
      ],
      overrides: [
        {
          target: { kind: 'Deployment' },
          patch: [{ op: 'remove', path: '/spec/replicas' }],
          reason: 'an autoscaler of our own',
          approvedBy: 'group:platfrom',
          expires: '2027-03-31',
        },
      ],
    },
  });

  it('are said nothing of when the catalog holds what the intent names', () => {
    expect(findingsOf(testIntent())).toEqual([]);
  });

  it('deny an owner that does not exist, and warn of the rest, each with the nearest name', () => {
    expect(findingsOf(strangers)).toEqual([
      {
        policy: 'known-owner',
        title: 'The owner is a group of the catalog',
        severity: 'deny',
        at: '/metadata/owner',
        message:
          'The catalog holds no group called paymnets. Did you mean "group:payments"?',
        remedy:
          'Write a group that the catalog holds, such as "group:payments", or add the Group paymnets to the catalog first',
      },
      {
        policy: 'known-system',
        title: 'The system is in the catalog',
        severity: 'warn',
        at: '/metadata/system',
        message:
          'The catalog holds no system called biling. Did you mean "billing"?',
        remedy:
          'Write a system that the catalog holds, such as "billing", or add the System biling to the catalog',
      },
      {
        policy: 'known-group',
        title: 'A group that the intent names is in the catalog',
        severity: 'warn',
        at: '/spec/dependencies/0/owner',
        message: 'The catalog holds no group called nosuchteam.',
        remedy:
          'Write a group that the catalog holds, or add the Group nosuchteam to the catalog first',
      },
      expect.objectContaining({
        policy: 'known-group',
        severity: 'warn',
        at: '/spec/overrides/0/approvedBy',
        message:
          'The catalog holds no group called platfrom. Did you mean "group:platform"?',
      }),
    ]);
  });

  it('tell of a namesake in another namespace, which an intent cannot name', () => {
    expect(
      findingsOf(testIntent({ owner: 'group:treasury' })).map(
        ({ message }) => message,
      ),
    ).toEqual([
      'The catalog holds no group called treasury in the namespace default, which "group:treasury" means; there is one in corp.',
    ]);
  });

  it('are not judged without a directory, or with one that holds no group', () => {
    const { fleet } = checkOptions({ intent: strangers });
    expect(checkDirectory({ intent: strangers, fleet })).toEqual([]);
    expect(findingsOf(strangers, { groups: [], systems: ['billing'] })).toEqual(
      [],
    );
    // One that is being filled has groups before it has systems.
    expect(
      findingsOf(strangers, { groups: ['payments'], systems: [] }).map(
        ({ at }) => at,
      ),
    ).not.toContain('/metadata/system');
  });

  it('keep a service from being written, with the line to mend, and stay known when a service joins the fleet', () => {
    const intent = testIntent({ owner: 'group:paymnets' });
    const { fleet, contract } = checkOptions({
      intent,
      contract: testContract(),
    });
    const joined = withService(
      withDirectory(fleet, directory),
      fleet.services[intent.metadata.name],
    );
    const result = compile({
      intent,
      contract,
      fleet: joined,
      now: '2026-11-21T00:00:00Z',
      lineOf: pointer => (pointer === '/metadata/owner' ? 6 : undefined),
    });
    expect(result.denied).toBe(true);
    expect(
      result.findings.find(({ policy }) => policy === 'known-owner'),
    ).toMatchObject({ at: '/metadata/owner', line: 6 });
  });

  it('are read from entities by kind and namespace, without regard to case', () => {
    expect(
      directoryOf([
        { kind: 'Group', metadata: { name: 'Payments' } },
        { kind: 'group', metadata: { name: 'payments', namespace: 'default' } },
        { kind: 'Group', metadata: { name: 'treasury', namespace: 'Corp' } },
        { kind: 'System', metadata: { name: 'billing' } },
        { kind: 'User', metadata: { name: 'priya.engineer' } },
      ]),
    ).toEqual({ groups: ['corp/treasury', 'payments'], systems: ['billing'] });
  });

  it('pass exactly when they are held, whatever the names', () => {
    const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
    fc.assert(
      fc.property(
        name,
        name,
        fc.array(name, { minLength: 1 }),
        fc.array(name, { minLength: 1 }),
        (owner, system, groups, systems) => {
          const at = findingsOf(
            testIntent({ owner: `group:${owner}`, system }),
            {
              groups,
              systems,
            },
          ).map(finding => finding.at);
          expect(at).toEqual([
            ...(groups.includes(owner) ? [] : ['/metadata/owner']),
            ...(systems.includes(system) ? [] : ['/metadata/system']),
          ]);
        },
      ),
    );
  });
});
