import { z } from 'zod';
import { GitHostRefusedError } from '../errors';
import type { ForgeMergeOptions } from '../remote/Forge';
import type { GiteaClient } from './GiteaClient';

/** Some 20 s in all. */
const TRIES = 16;
const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 2_000;
const GROWTH = 1.4;

/** Merges with a merge commit when the head is still the one that was reviewed. */
export async function mergePull(
  client: GiteaClient,
  options: ForgeMergeOptions & {
    number: number;
    sleep(ms: number): Promise<unknown>;
  },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await merge(client, options);
      return;
    } catch (error) {
      // Gitea looks for conflicts beside, and has not ended yet.
      if (
        attempt === TRIES ||
        !(error instanceof GitHostRefusedError) ||
        !/try again later/i.test(error.message)
      ) {
        throw error;
      }
      await options.sleep(
        Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** (attempt - 1)),
      );
    }
  }
}

async function merge(
  client: GiteaClient,
  { number, commit, title, message }: ForgeMergeOptions & { number: number },
): Promise<void> {
  await client.call({
    doing: 'merge the request',
    method: 'POST',
    path: `/pulls/${number}/merge`,
    body: {
      Do: 'merge',
      head_commit_id: commit,
      delete_branch_after_merge: false,
      // One name since 1.26, the other before and in Forgejo.
      merge_title_field: title,
      merge_message_field: message,
      MergeTitleField: title,
      MergeMessageField: message,
    },
    answer: z.unknown(),
  });
}
