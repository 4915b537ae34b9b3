import { z } from 'zod';
import type { ForgeComment, ForgeRequest } from '../remote/Forge';

/** What we read of the answers of GitHub; the rest of them is not looked at. */

const account = z.object({ login: z.string(), type: z.string() });
const repository = z.object({ full_name: z.string() });
const label = z.object({ name: z.string() });

export const labelsAnswer = z.array(label);

export const pullAnswer = z.object({
  number: z.int(),
  node_id: z.string(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().optional(),
  title: z.string(),
  body: z.string().nullable(),
  /** Null when the account was deleted. */
  user: account.nullable(),
  labels: z.array(label),
  /** `repo` is null when the fork was deleted. */
  head: z.object({
    ref: z.string(),
    sha: z.string(),
    repo: repository.nullable(),
  }),
  base: z.object({ ref: z.string(), repo: repository }),
  merge_commit_sha: z.string().nullish(),
  /** Only where one request is asked for; null until GitHub has tried. */
  mergeable: z.boolean().nullish(),
  /** Only where one request is asked for. */
  merged_by: account.nullish(),
  merged_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  requested_reviewers: z.array(account).nullish(),
  requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
});

export const pullsAnswer = z.array(pullAnswer);

/** A pull request as GitHub tells of it. */
export type Pull = z.infer<typeof pullAnswer>;

export const commentAnswer = z.object({
  id: z.int(),
  user: account.nullable(),
  created_at: z.string(),
  body: z.string().optional(),
});

export const commentsAnswer = z.array(commentAnswer);

export const reviewsAnswer = z.array(
  z.object({
    /** Null when the account was deleted. */
    user: account.nullable(),
    state: z.string(),
    /** Head that it was given for; null when that is gone. */
    commit_id: z.string().nullable(),
    /** Missing while somebody still writes it. */
    submitted_at: z.string().optional(),
  }),
);

const status = z.object({
  context: z.string(),
  state: z.enum(['pending', 'success', 'failure', 'error']),
  description: z.string().nullable(),
  target_url: z.string().nullable(),
  updated_at: z.string(),
});

export const statusAnswer = status;

export const combinedStatusAnswer = z.object({ statuses: z.array(status) });

/** Stands for accounts that were deleted, as on GitHub's own pages. */
const GHOST = 'ghost';

export function requestOf(pull: Pull): ForgeRequest {
  const merged = pull.merged_at !== null;
  const ended = merged ? 'merged' : 'closed';
  return {
    number: pull.number,
    url: pull.html_url,
    branch: pull.head.ref,
    fromFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    base: pull.base.ref,
    commit: pull.head.sha,
    state: pull.state === 'open' ? 'open' : ended,
    draft: pull.draft ?? false,
    title: pull.title,
    body: pull.body ?? '',
    account: pull.user?.login ?? GHOST,
    labels: pull.labels.map(({ name }) => name),
    createdAt: timeOf(pull.created_at),
    updatedAt: timeOf(pull.updated_at),
    ...(pull.merged_at !== null && { mergedAt: timeOf(pull.merged_at) }),
    // Before a request is merged, this is a commit that GitHub only tried.
    ...(merged &&
      pull.merge_commit_sha && { mergeCommit: pull.merge_commit_sha }),
    ...(pull.merged_by && { mergedBy: pull.merged_by.login }),
  };
}

export function commentOf(
  comment: z.infer<typeof commentAnswer>,
  isOurs: (account: { login: string; type: string }) => boolean,
): ForgeComment {
  const { id, user, created_at: at, body } = comment;
  return {
    id: `${id}`,
    account: user?.login ?? GHOST,
    ours: user !== null && isOurs(user),
    at: timeOf(at),
    text: body ?? '',
  };
}

export function timeOf(time: string): string {
  return new Date(time).toISOString();
}
