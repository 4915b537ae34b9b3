import type { ForgeApproval } from './Forge';

/** A word that somebody gave on a request: it approves, or takes back what they approved before. */
export interface Verdict extends ForgeApproval {
  approves: boolean;
}

/** The latest word of each account, where that approves. */
export async function standingApprovals(
  verdicts: AsyncIterable<Verdict>,
): Promise<ForgeApproval[]> {
  const latest = new Map<string, Verdict>();
  for await (const verdict of verdicts) {
    const account = verdict.account.toLowerCase();
    const before = latest.get(account);
    if (!before || before.at <= verdict.at) {
      latest.set(account, verdict);
    }
  }
  return [...latest.values()]
    .filter(({ approves }) => approves)
    .map(({ approves: _approves, ...approval }) => approval);
}
