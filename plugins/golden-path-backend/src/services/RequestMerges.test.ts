import type { GitHost } from '@fairway/connectors';
import type {
  StoredApproval,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { RequestMerges, type RequestMergesOptions } from './RequestMerges';

const COMMIT = 'a'.repeat(40);

/** A request that waits for sre, of whose approval the store knows. */
function setUp(takeNow: (approvals: StoredApproval[]) => Promise<void>) {
  const approvals: StoredApproval[] = [
    {
      by: 'user:default/sam.reviewer',
      reviewers: ['sre'],
      at: '2026-11-21T12:00:00.000Z',
      commit: COMMIT,
      account: 'sam',
    },
  ];
  const request = {
    id: 'gitea-1',
    number: 1,
    state: 'open',
    commit: COMMIT,
    snapshot: { derivedCommit: COMMIT, review: { reviewers: ['sre'] } },
  } as unknown as StoredChangeRequest;
  const verify = jest.fn().mockRejectedValue(new Error('It was verified'));
  const merges = RequestMerges.create({
    host: {
      mergeability: async () => ({ state: 'clean' }),
    } as unknown as GitHost,
    records: { require: async () => request, requireOpen: async () => request },
    reviews: { takeNow: () => takeNow(approvals) },
    store: { listApprovals: async () => approvals },
    merger: { verify },
  } as unknown as RequestMergesOptions);
  const merge = () =>
    merges.mergeAs({
      by: { ref: 'user:default/priya.engineer' },
      id: request.id,
      commit: COMMIT,
    });
  return { merge, verify };
}

describe('An approval on the pages of the Git host', () => {
  it('lets a request merge while it stands there', async () => {
    const { merge } = setUp(async () => {});
    await expect(merge()).rejects.toThrow('It was verified');
  });

  it('lets nothing merge once it was taken back there, however short ago', async () => {
    const { merge, verify } = setUp(async approvals => {
      approvals.splice(0);
    });
    await expect(merge()).rejects.toThrow(/waits for an approval of sre/);
    expect(verify).not.toHaveBeenCalled();
  });

  it('lets nothing merge while the host cannot be asked', async () => {
    const { merge, verify } = setUp(async () => {
      throw new Error('The host is down');
    });
    await expect(merge()).rejects.toThrow('The host is down');
    expect(verify).not.toHaveBeenCalled();
  });
});
