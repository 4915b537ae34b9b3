import { ConflictError } from '@backstage/errors';
import { z } from 'zod';
import { GitHostRefusedError } from '../errors';
import { errorOfAnswer } from '../remote/errorOfAnswer';
import type { ForgeMergeOptions } from '../remote/Forge';
import { pullAnswer, type Pull } from './answers';
import type { GitHubClient } from './GitHubClient';

/** GitHub tries merges in the background: how often and how far apart it is asked whether it has. */
const LOOKS = 8;
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 2000;
const ATTEMPTS = 3;

export async function getPull(
  client: GitHubClient,
  number: number,
): Promise<Pull> {
  return client.call({
    doing: `show the request ${number}`,
    answer: pullAnswer,
    run: octokit =>
      octokit.rest.pulls.get({ ...client.where, pull_number: number }),
  });
}

/** Merges with a merge commit when the head is still the one that was reviewed. */
export async function mergePull(
  client: GitHubClient,
  options: ForgeMergeOptions & {
    number: number;
    sleep(ms: number): Promise<unknown>;
  },
): Promise<void> {
  const { number, commit, sleep } = options;
  for (let attempt = 1; ; attempt += 1) {
    const pull = await settled(client, { number, sleep });
    if (isMergedAt(pull, commit)) {
      return;
    }
    if (pull.head.sha !== commit) {
      throw errorOfAnswer({
        host: client.repository,
        status: 409,
        doing: `merge the request ${number}`,
        words: `its head is ${pull.head.sha.slice(0, 12)} by now`,
      });
    }
    try {
      await merge(client, options);
      return;
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
      // The answer to a merge that did happen may have been lost.
      if (isMergedAt(await getPull(client, number), commit)) {
        return;
      }
      if (!isPassing(error) || attempt === ATTEMPTS) {
        throw error;
      }
      await sleep(FIRST_PAUSE_MS);
    }
  }
}

/** Somebody else's merge came in between; GitHub asks to do the same again. */
function isPassing(error: Error): boolean {
  return (
    error instanceof GitHostRefusedError &&
    /base branch was modified/i.test(error.message)
  );
}

function isMergedAt(pull: Pull, commit: string): boolean {
  return pull.merged_at !== null && pull.head.sha === commit;
}

/** The request once GitHub has found out whether it can be merged, or does not in good time. */
async function settled(
  client: GitHubClient,
  options: { number: number; sleep(ms: number): Promise<unknown> },
): Promise<Pull> {
  const { number, sleep } = options;
  for (let look = 0; ; look += 1) {
    const pull = await getPull(client, number);
    const known =
      pull.state === 'closed' || typeof pull.mergeable === 'boolean';
    if (known || look === LOOKS) {
      return pull;
    }
    await sleep(Math.min(FIRST_PAUSE_MS * 2 ** look, MAX_PAUSE_MS));
  }
}

async function merge(
  client: GitHubClient,
  { number, commit, title, message }: ForgeMergeOptions & { number: number },
): Promise<void> {
  await client.call({
    doing: `merge the request ${number}`,
    answer: z.unknown(),
    run: octokit =>
      octokit.rest.pulls.merge({
        ...client.where,
        pull_number: number,
        sha: commit,
        merge_method: 'merge',
        commit_title: title,
        commit_message: message,
      }),
  });
}
