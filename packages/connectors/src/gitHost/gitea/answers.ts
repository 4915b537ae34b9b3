import { z } from 'zod';
import type { ForgeComment, ForgeRequest } from '../remote/Forge';
import type { HostCheck } from '../requests';
import { fromTitle } from './texts';

/** What we read of the answers of Gitea; the rest of them is not looked at. */

/** Times of Gitea carry the zone of its machine. */
const time = z.iso
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString());

export const accountAnswer = z.object({ login: z.string() });

export const repositoryAnswer = z.object({ empty: z.boolean() });

export const pullAnswer = z.object({
  number: z.int().positive(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean().optional(),
  draft: z.boolean().optional(),
  title: z.string(),
  body: z.string().nullish(),
  user: accountAnswer.nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
  head: z.object({
    /** Name of the branch, also when it is gone. */
    label: z.string(),
    sha: z.string().optional(),
    repo_id: z.int(),
  }),
  base: z.object({ label: z.string(), repo_id: z.int() }),
  merge_commit_sha: z.string().nullish(),
  merged_by: accountAnswer.nullish(),
  merged_at: time.nullish(),
  created_at: time,
  updated_at: time,
});

export const pullsAnswer = z.array(pullAnswer);

export const labelAnswer = z.object({ id: z.int(), name: z.string() });

export const labelsAnswer = z.array(labelAnswer);

export const commentAnswer = z.object({
  id: z.int(),
  user: accountAnswer.nullish(),
  body: z.string(),
  created_at: time,
});

export const commentsAnswer = z.array(commentAnswer);

export const reviewsAnswer = z.array(
  z.object({
    /** Null for what a team was asked. */
    user: accountAnswer.nullish(),
    state: z.string(),
    /** Head that it was given for. */
    commit_id: z.string(),
    dismissed: z.boolean(),
    submitted_at: time,
  }),
);

export const statusAnswer = z.object({
  context: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  updated_at: time,
});

export const combinedStatusAnswer = z.object({
  statuses: z.array(statusAnswer).nullish(),
});

/** What Gitea says when it says no. */
export const refusalAnswer = z.object({ message: z.string() });

/** Stands for accounts that were deleted. */
const GHOST = 'ghost';

export function requestOf(pull: z.infer<typeof pullAnswer>): ForgeRequest {
  const { head, base, state } = pull;
  const merged = pull.merged === true;
  return {
    number: pull.number,
    url: pull.html_url,
    branch: head.label,
    fromFork: head.repo_id !== base.repo_id,
    base: base.label,
    // Of an ended request it is that of its branch, which may have been used again.
    ...(state === 'open' && head.sha && { commit: head.sha }),
    state: merged ? 'merged' : state,
    ...fromTitle(pull),
    body: pull.body ?? '',
    account: pull.user?.login ?? GHOST,
    labels: (pull.labels ?? []).map(({ name }) => name),
    ...(merged &&
      pull.merge_commit_sha && { mergeCommit: pull.merge_commit_sha }),
    ...(merged && pull.merged_by && { mergedBy: pull.merged_by.login }),
    createdAt: pull.created_at,
    updatedAt: pull.updated_at,
    ...(merged && pull.merged_at && { mergedAt: pull.merged_at }),
  };
}

export function commentOf(
  comment: z.infer<typeof commentAnswer>,
  self: string,
): ForgeComment {
  const account = comment.user?.login ?? GHOST;
  return {
    id: `${comment.id}`,
    account,
    ours: account === self,
    at: comment.created_at,
    text: comment.body,
  };
}

export function checkOf(
  status: z.infer<typeof statusAnswer>,
  commit: string,
): HostCheck {
  const { context, description, target_url: url } = status;
  return {
    name: context,
    state: stateOf(status.status),
    summary: description ?? '',
    ...(url && { url }),
    commit,
    updatedAt: status.updated_at,
  };
}

function stateOf(status: string): HostCheck['state'] {
  return status === 'success' || status === 'pending' ? status : 'failure';
}
