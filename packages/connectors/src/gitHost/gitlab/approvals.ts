import {
  MergeRequestApprovals,
  MergeRequestNotes,
  MergeRequests,
} from '@gitbeaker/rest';
import { allPages } from '../remote/allPages';
import type { ForgeApproval } from '../remote/Forge';
import {
  approvalsAnswer,
  notesAnswer,
  timeOf,
  versionsAnswer,
} from './answers';
import type { GitLabClient } from './GitLabClient';

/** What GitLab itself notes; people cannot write such notes. */
const NOTED = 'approved this merge request';

/**
 * GitLab tells who approves, neither when nor what. The time stands in its note below the request, and the commit is
 * the head that the request had then. Approvals without a note are passed over.
 */
export async function listApprovals(
  client: GitLabClient,
  number: number,
): Promise<ForgeApproval[]> {
  const { approved_by: approvedBy } = await client.call({
    doing: `show the approvals of request ${number}`,
    answer: approvalsAnswer,
    run: api =>
      new MergeRequestApprovals(api).showConfiguration(client.project, {
        mergerequestIId: number,
      }),
  });
  if (!approvedBy || approvedBy.length === 0) {
    return [];
  }
  const times = await timesOf(client, number);
  const heads = await headsOf(client, number);
  return approvedBy.flatMap(({ user }) => {
    const at = times.get(user.username);
    const head = at && heads.find(each => each.at <= at);
    return head ? [{ account: user.username, commit: head.commit, at }] : [];
  });
}

/** When each account has approved last. */
async function timesOf(
  client: GitLabClient,
  number: number,
): Promise<Map<string, string>> {
  const times = new Map<string, string>();
  for await (const note of allPages(async ({ page, limit }) => {
    const { data, more } = await client.page({
      doing: `show who approved request ${number}`,
      answer: notesAnswer,
      run: api =>
        new MergeRequestNotes(api).all(client.project, number, {
          sort: 'asc',
          orderBy: 'created_at',
          page,
          perPage: limit,
          showExpanded: true,
        }),
    });
    return { items: data, more };
  })) {
    if (note.system && note.body === NOTED && note.author) {
      times.set(note.author.username, timeOf(note.created_at));
    }
  }
  return times;
}

/** The heads that it had, newest first. */
async function headsOf(
  client: GitLabClient,
  number: number,
): Promise<{ commit: string; at: string }[]> {
  const versions = await client.call({
    doing: `show the versions of request ${number}`,
    answer: versionsAnswer,
    run: api => new MergeRequests(api).allDiffVersions(client.project, number),
  });
  return versions
    .map(version => ({
      commit: version.head_commit_sha,
      at: timeOf(version.created_at),
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}
