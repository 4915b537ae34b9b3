import { ConflictError } from '@backstage/errors';
import { MergeRequests, Projects } from '@gitbeaker/rest';
import { z } from 'zod';
import { errorOfAnswer } from '../remote/errorOfAnswer';
import type { ForgeMergeOptions } from '../remote/Forge';
import {
  mergeRequestAnswer,
  projectAnswer,
  type MergeRequest,
} from './answers';
import type { GitLabClient } from './GitLabClient';

/** GitLab tries merges in the background: how often and how far apart it is asked whether it has. */
const LOOKS = 8;
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 2000;
const UNSETTLED = new Set([
  'approvals_syncing',
  'cannot_be_merged_recheck',
  'checking',
  'preparing',
  'unchecked',
]);
/**
 * Whoever may not merge gets a 401 from this call alone; a conflict was a 406.
 * The first is no matter of a wrong token, as that would have failed before.
 */
const MEANING = { 401: 403, 406: 409 };

type Sleep = (ms: number) => Promise<unknown>;

export async function getMergeRequest(
  client: GitLabClient,
  number: number,
): Promise<MergeRequest> {
  return client.call({
    doing: `show the request ${number}`,
    answer: mergeRequestAnswer,
    run: api => new MergeRequests(api).show(client.project, number),
  });
}

/** Merges with a merge commit when the head is still the one that was reviewed. */
export async function mergeMergeRequest(
  client: GitLabClient,
  options: ForgeMergeOptions & { number: number; sleep: Sleep },
): Promise<void> {
  const { number, commit, sleep } = options;
  const request = await settled(client, { number, sleep });
  if (isMergedAt(request, commit)) {
    return;
  }
  if (request.sha && request.sha !== commit) {
    throw refused(client, options, {
      status: 409,
      words: `its head is ${request.sha.slice(0, 12)} by now`,
    });
  }
  await requireMergeCommits(client, options);
  try {
    await merge(client, options);
  } catch (error) {
    // The answer to a merge that did happen may have been lost.
    if (
      error instanceof ConflictError &&
      isMergedAt(await getMergeRequest(client, number), commit)
    ) {
      return;
    }
    throw error;
  }
}

function isMergedAt(request: MergeRequest, commit: string): boolean {
  return request.state === 'merged' && request.sha === commit;
}

/** The request once GitLab has found out whether it can be merged, or does not in good time. */
async function settled(
  client: GitLabClient,
  options: { number: number; sleep: Sleep },
): Promise<MergeRequest> {
  const { number, sleep } = options;
  for (let look = 0; ; look += 1) {
    const request = await getMergeRequest(client, number);
    const status = request.detailed_merge_status ?? request.merge_status ?? '';
    if (
      request.state !== 'opened' ||
      !UNSETTLED.has(status) ||
      look === LOOKS
    ) {
      return request;
    }
    await sleep(Math.min(FIRST_PAUSE_MS * 2 ** look, MAX_PAUSE_MS));
  }
}

/** A project that fast-forwards or squashes would lose who merged what, and what was reviewed. */
async function requireMergeCommits(
  client: GitLabClient,
  options: { number: number },
): Promise<void> {
  const { merge_method: method, squash_option: squash } = await client.call({
    doing: 'show how the project merges',
    answer: projectAnswer,
    run: api => new Projects(api).show(client.project),
  });
  if (method === 'ff' || squash === 'always') {
    throw refused(client, options, {
      status: 405,
      words: `the project ${
        method === 'ff' ? 'only fast-forwards' : 'always squashes'
      }; set Settings > Merge requests to merge commits without squashing`,
    });
  }
}

function refused(
  client: GitLabClient,
  { number }: { number: number },
  options: { status: number; words: string },
): Error {
  return errorOfAnswer({
    ...options,
    host: client.repository,
    doing: `merge the request ${number}`,
  });
}

async function merge(
  client: GitLabClient,
  { number, commit, title, message }: ForgeMergeOptions & { number: number },
): Promise<void> {
  await client.call({
    doing: `merge the request ${number}`,
    answer: z.unknown(),
    meaning: MEANING,
    run: api =>
      new MergeRequests(api).merge(client.project, number, {
        sha: commit,
        squash: false,
        shouldRemoveSourceBranch: false,
        mergeCommitMessage: `${title}\n\n${message}`,
      }),
  });
}
