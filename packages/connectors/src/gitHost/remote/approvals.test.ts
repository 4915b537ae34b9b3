import { Accounts } from './Accounts';
import { standingApprovals, type Verdict } from './standingApprovals';

const COMMIT = 'a'.repeat(40);

function said(account: string, hour: number, approves: boolean): Verdict {
  return {
    account,
    approves,
    commit: COMMIT,
    at: `2026-11-21T${hour}:00:00.000Z`,
  };
}

async function* all(...verdicts: Verdict[]) {
  yield* verdicts;
}

describe('approvals on a host', () => {
  it('are the latest word of each account, in whatever order they are told', async () => {
    const standing = await standingApprovals(
      all(
        said('sam', 12, true),
        said('Sam', 11, false),
        said('olive', 10, true),
        said('olive', 11, false),
        said('kim', 10, false),
      ),
    );
    expect(standing).toEqual([
      { account: 'sam', commit: COMMIT, at: '2026-11-21T12:00:00.000Z' },
    ]);
  });

  it('are of a person when the account is that of nobody else', () => {
    const accounts = new Accounts({
      host: 'gitea',
      accounts: {
        'user:default/Sam.Reviewer': 'Sam',
        'user:default/priya.engineer': 'shared',
        'user:default/fin.finance': 'Shared',
        'group:default/sre': 'sre',
      },
    });
    expect(accounts.personOf('sam')).toBe('user:default/sam.reviewer');
    expect(accounts.personOf('shared')).toBeUndefined();
    expect(accounts.personOf('sre')).toBeUndefined();
    expect(accounts.personOf('olive')).toBeUndefined();
  });
});
