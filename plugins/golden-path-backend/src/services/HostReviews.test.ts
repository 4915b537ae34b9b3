import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { HostApproval } from '@fairway/connectors';
import type {
  StoredApproval,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import type { ContractService } from './ContractService';
import { CatalogPeople } from './CatalogPeople';
import { HostReviews } from './HostReviews';

const HEAD = 'a'.repeat(40);
const OLDER = 'b'.repeat(40);
const PRIYA = 'user:default/priya.engineer';
const SAM = 'user:default/sam.reviewer';

function person(name: string, group: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: {},
    relations: [{ type: 'memberOf', targetRef: `group:default/${group}` }],
  };
}

function approval(account: string, by?: string, commit = HEAD): HostApproval {
  return { account, ...(by && { by }), commit, at: '2026-11-21T12:00:00.000Z' };
}

/** A request of Priya that waits for sre, and a host on which people approve. */
function setUp(options: { enabled?: boolean; requests?: number } = {}) {
  const { enabled = true, requests = 1 } = options;
  // Only what these stories use; `unknown` keeps the rest from being read unnoticed.
  const requestOf = (id: string) =>
    ({
      id,
      number: 1,
      host: 'gitea',
      state: 'open',
      author: PRIYA,
      commit: HEAD,
      snapshot: {
        derivedCommit: HEAD,
        contributors: [PRIYA],
        review: { reviewers: ['sre'] },
      },
    } as unknown as StoredChangeRequest);
  const contract = {
    current: async () => ({
      contract: {
        approvals: { reviewers: { sre: { groups: ['group:sre'] } } },
      },
    }),
  } as unknown as ContractService;
  const there: HostApproval[] = [];
  let here: StoredApproval[] = [];
  let awaiting: string[] = ['sre'];
  const announced: string[] = [];
  const asked: string[] = [];
  const away = new Set<string>();
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockResolvedValue({
    success: async () => {},
    fail: async () => {},
  });
  const reviews = HostReviews.create({
    auditor,
    contract,
    logger: mockServices.logger.mock(),
    host: {
      capabilities: {
        drafts: true,
        labels: true,
        reviewers: true,
        checks: true,
        reviewedInPortal: false,
        approvals: enabled,
        seed: true,
      },
      approvals: async id => {
        asked.push(id);
        if (away.has(id)) {
          throw new Error('The host is down');
        }
        return there;
      },
    },
    people: CatalogPeople.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [
          person('priya.engineer', 'sre'),
          person('sam.reviewer', 'sre'),
          person('fin.finance', 'finance'),
        ],
      }),
    }),
    presenter: {
      announce: async ({ by, what }) => {
        announced.push(`${by}: ${what}`);
      },
    },
    store: {
      get: async id => requestOf(id),
      listApprovals: async () => here,
      setAwaiting: async (_, given) => {
        awaiting = given;
      },
      setHostApprovals: async (_, given) => {
        here = [...here.filter(({ account }) => !account), ...given];
      },
    },
  });
  return {
    look: () =>
      reviews.look(Array.from({ length: requests }, (_, n) => `gitea-${n}`)),
    takeNow: () => reviews.takeNow('gitea-0'),
    away,
    there,
    approveHere: (by: string) => {
      here.push({
        by,
        reviewers: ['sre'],
        at: '2026-11-21T12:00:00.000Z',
        commit: HEAD,
      });
    },
    approvals: () => here,
    awaiting: () => awaiting,
    audited: () =>
      auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => ({
        eventId,
        ...meta,
      })),
    announced,
    asked,
  };
}

describe('What people approve on the pages of the Git host', () => {
  it('counts as their approval, until they take it back', async () => {
    const { look, there, approvals, awaiting, audited, announced } = setUp();
    there.push(approval('sam', SAM));
    await look();
    await look();
    expect(approvals()).toMatchObject([
      { by: SAM, account: 'sam', reviewers: ['sre'], commit: HEAD },
    ]);
    expect(awaiting()).toEqual([]);
    expect(audited()).toEqual([
      {
        eventId: 'change-request-approve',
        changeRequest: 'gitea-0',
        actor: SAM,
        account: 'sam',
        host: 'gitea',
        commit: HEAD,
      },
    ]);

    there.splice(0);
    await look();
    expect(approvals()).toEqual([]);
    expect(awaiting()).toEqual(['sre']);
    expect(announced).toEqual([
      `${SAM}: Change request #1 was approved on the Git host`,
      `${SAM}: An approval of change request #1 was taken back on the Git host`,
    ]);
    expect(audited().at(-1)).toMatchObject({
      eventId: 'change-request-approval-withdraw',
      actor: SAM,
    });
  });

  it.each<[string, HostApproval, string]>([
    ['nobody knows here', approval('olive'), 'olive is not known here'],
    [
      'is of nobody in the catalog',
      approval('gone', 'user:default/gone'),
      'gone is not known here',
    ],
    [
      'is of the author',
      approval('priya', PRIYA),
      'nobody approves what they proposed',
    ],
    [
      'is of another team',
      approval('fin', 'user:default/fin.finance'),
      'not of sre',
    ],
  ])(
    'is shown and does not count when the account %s',
    async (_, given, why) => {
      const { look, there, approvals, awaiting, audited, announced } = setUp();
      there.push(given);
      await look();
      expect(approvals()).toMatchObject([
        { account: given.account, reviewers: [], uncounted: why },
      ]);
      expect(awaiting()).toEqual(['sre']);
      expect(audited()).toEqual([]);
      expect(announced).toEqual([]);
    },
  );

  it('is asked for anew right before a merge, which waits when it cannot be read', async () => {
    const { look, takeNow, there, awaiting, away } = setUp();
    there.push(approval('sam', SAM));
    await look();
    expect(awaiting()).toEqual([]);
    there.splice(0);
    await takeNow();
    expect(awaiting()).toEqual(['sre']);
    away.add('gitea-0');
    await expect(takeNow()).rejects.toThrow('The host is down');
  });

  it('is of the commit it was given for', async () => {
    const { look, there, approvals, awaiting, audited } = setUp();
    there.push(approval('sam', SAM, OLDER));
    await look();
    expect(approvals()).toMatchObject([{ by: SAM, commit: OLDER }]);
    expect(awaiting()).toEqual(['sre']);
    expect(audited()).toEqual([]);
  });

  it('takes nothing away from what was approved in the portal', async () => {
    const { look, there, approvals, approveHere, announced } = setUp();
    approveHere(SAM);
    there.push(approval('sam', SAM));
    await look();
    there.splice(0);
    await look();
    expect(approvals()).toMatchObject([{ by: SAM, reviewers: ['sre'] }]);
    expect(announced).toEqual([]);
  });

  it('is not asked for where that is not configured', async () => {
    const { look, asked } = setUp({ enabled: false });
    await look();
    expect(asked).toEqual([]);
  });

  it('is asked for in turns where very many requests are open', async () => {
    const { look, asked } = setUp({ requests: 100 });
    await look();
    expect(asked).toHaveLength(40);
    await look();
    await look();
    expect(new Set(asked).size).toBe(100);
  });
});
