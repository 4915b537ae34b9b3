import { mockServices } from '@backstage/backend-test-utils';
import type { GitHost, HostCheck, HostRequest } from '@fairway/connectors';
import type {
  ListedChangeRequest,
  StoredApproval,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { HostRequests } from './HostRequests';
import { RequestStatuses } from './RequestStatuses';

const OURS = 'a'.repeat(40);
const THEIRS = 'b'.repeat(40);

/** What these stories need of a request; the rest is nobody's business here. */
function requestOf(
  number: number,
  change: { state?: 'open' | 'merged' | 'closed'; commit?: string } = {},
) {
  return {
    id: `gitea-${number}`,
    number,
    state: 'open' as const,
    commit: OURS,
    snapshot: {
      derivedCommit: OURS,
      review: { reviewers: ['sre', 'security'] },
    },
    ...change,
  };
}

type Known = ReturnType<typeof requestOf>;

/** A portal that knows of requests, and a host on which people do things without it. */
function setUp(numbers: number[]) {
  const here = new Map(numbers.map(n => [`gitea-${n}`, requestOf(n)]));
  const there = new Map<string, Known>(
    numbers.map(n => [`gitea-${n}`, requestOf(n)]),
  );
  const approvals: StoredApproval[] = [];
  const checks: string[] = [];
  /** What the host was told before this portal started. */
  const told: { name: string; state: string; summary: string }[] = [];
  let ending = async () => {};
  const announced: string[] = [];
  const failing = new Set<string>();
  const reads: string[] = [];
  const reviewed: string[][] = [];
  const logger = mockServices.logger.mock();
  // Only what these stories use; `unknown` keeps the rest from being called unnoticed.
  const host = {
    capabilities: { checks: true },
    checks: async () => told,
    get: async (id: string) => there.get(id),
    list: async () => {
      const items = [...there.values()].filter(one => one.state === 'open');
      return { items, total: items.length };
    },
    setCheck: async (id: string, check: Omit<HostCheck, 'commit'>) => {
      if (failing.has(id)) {
        throw new Error('The host is down');
      }
      checks.push(`${id} ${check.name} ${check.state}: ${check.summary}`);
    },
  } as unknown as GitHost;
  const store = {
    get: async (id: string) =>
      here.get(id) as unknown as StoredChangeRequest | undefined,
    list: async () => {
      const items = [...here.values()].filter(one => one.state === 'open');
      return {
        items: items as unknown as ListedChangeRequest[],
        total: items.length,
      };
    },
    listApprovals: async () => approvals,
  };
  const statuses = RequestStatuses.create({
    host,
    store,
    logger,
    portalUrl: 'https://portal.example.com',
  });
  const requests = HostRequests.create({
    host,
    logger,
    statuses,
    store,
    records: {
      require: async id => {
        reads.push(id);
        if (failing.has(id)) {
          throw new Error('The host is down');
        }
        const now = there.get(id) as unknown as HostRequest;
        here.set(id, { ...requestOf(now.number), ...now } as never);
        return here.get(id) as unknown as StoredChangeRequest;
      },
    },
    settled: () => ending(),
    reviews: { look: async ids => void reviewed.push(ids) },
    presenter: {
      announce: async ({ what }) => {
        announced.push(what);
      },
    },
  });
  return {
    requests,
    statuses,
    there,
    approvals,
    checks,
    told,
    here,
    endsMeanwhile: (work: () => void) => {
      ending = async () => work();
    },
    announced,
    failing,
    reads,
    reviewed,
    logger,
  };
}

describe('What people do on the Git host without the portal', () => {
  it('is taken over and told: merged, closed, pushed to', async () => {
    const { requests, there, announced, reads, reviewed } = setUp([1, 2, 3, 4]);
    await requests.look();
    expect(reads).toEqual([]);

    there.set('gitea-1', { ...requestOf(1, { state: 'merged' }) } as Known);
    there.set('gitea-2', { ...requestOf(2, { state: 'closed' }) } as Known);
    there.set('gitea-3', requestOf(3, { commit: THEIRS }));
    await requests.look();
    expect(announced).toEqual([
      'Change request #1 was merged on the Git host',
      'Change request #2 was closed on the Git host',
      'Change request #3 has commits that were pushed from outside of Fairway; look at them before it is merged',
    ]);

    await requests.look();
    expect(announced).toHaveLength(3);
    // What is still open is looked at for approvals.
    expect(reviewed.at(-1)).toEqual(['gitea-3', 'gitea-4']);
    expect(reads).toEqual(['gitea-1', 'gitea-2', 'gitea-3']);
  });

  it('is not told of what the portal itself merges or closes meanwhile', async () => {
    const { requests, here, there, endsMeanwhile, announced } = setUp([1]);
    there.set('gitea-1', requestOf(1, { state: 'merged' }) as Known);
    endsMeanwhile(() => {
      here.set('gitea-1', requestOf(1, { state: 'merged' }) as never);
    });
    await requests.look();
    expect(announced).toEqual([]);
  });

  it('is taken over by the next look where this one fails', async () => {
    const { requests, there, announced, failing, logger } = setUp([1, 2]);
    there.set('gitea-1', { ...requestOf(1, { state: 'closed' }) } as Known);
    there.set('gitea-2', { ...requestOf(2, { state: 'closed' }) } as Known);
    failing.add('gitea-1');
    await requests.look();
    expect(announced).toEqual(['Change request #2 was closed on the Git host']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('gitea-1 could not be looked at'),
      expect.any(Error),
    );
    failing.clear();
    await requests.look();
    expect(announced).toContain('Change request #1 was closed on the Git host');
  });
});

describe('How a request stands', () => {
  it('is told to the host, and again when somebody has agreed', async () => {
    const { statuses, approvals, checks } = setUp([1]);
    await statuses.tell('gitea-1');
    await statuses.tell('gitea-1');
    expect(checks).toEqual([
      'gitea-1 fairway/compile success: Derived from the intent; nothing is denied',
      'gitea-1 fairway/review pending: Waits for sre, security',
    ]);

    approvals.push({
      by: 'user:default/sam.reviewer',
      reviewers: ['sre', 'security'],
      at: '2026-11-21T12:00:00Z',
      commit: OURS,
    });
    await statuses.tell('gitea-1');
    expect(checks.at(-1)).toBe(
      'gitea-1 fairway/review success: Everybody who has to agree has agreed',
    );
  });

  it('is told after a start what the portal before may not have told, and nothing twice', async () => {
    const { requests, checks, told } = setUp([1]);
    told.push({
      name: 'fairway/compile',
      state: 'success',
      summary: 'Derived from the intent; nothing is denied',
    });
    await requests.look();
    expect(checks).toEqual([
      'gitea-1 fairway/review pending: Waits for sre, security',
    ]);
    await requests.look();
    expect(checks).toHaveLength(1);
  });

  it('is told of very many requests in several looks', async () => {
    const { requests, checks } = setUp(
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
    await requests.look();
    expect(checks).toHaveLength(80);
    await requests.look();
    expect(checks).toHaveLength(120);
  });

  it.each([
    ['that the portal has not seen yet', false],
    ['that the portal has taken over', true],
  ])('is not told of a commit of somebody else %s', async (_, seen) => {
    const { requests, statuses, there, approvals, checks } = setUp([1]);
    approvals.push({
      by: 'user:default/sam.reviewer',
      reviewers: ['sre', 'security'],
      at: '2026-11-21T12:00:00Z',
      commit: THEIRS,
    });
    await requests.look();
    checks.splice(0);
    // An amended commit says of itself what that of the portal said.
    there.set('gitea-1', requestOf(1, { commit: THEIRS }));
    await (seen ? requests.look() : statuses.tell('gitea-1'));
    expect(checks).toEqual([
      'gitea-1 fairway/compile pending: Not a commit of Fairway; propose the change again in Fairway',
      'gitea-1 fairway/review pending: Not a commit of Fairway; propose the change again in Fairway',
    ]);
  });

  it('keeps nobody from anything when the host cannot be told, and is told later', async () => {
    const { requests, statuses, checks, failing } = setUp([1]);
    failing.add('gitea-1');
    await statuses.tell('gitea-1');
    expect(checks).toEqual([]);
    failing.clear();
    await requests.look();
    expect(checks).toHaveLength(2);
  });
});
