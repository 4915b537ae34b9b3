import { z } from 'zod';
import type { ForgeComment, ForgeRequest } from '../remote/Forge';
import type { HostCheck } from '../requests';
import { fromDescription, fromTitle } from './texts';

/** What we read of the answers of GitLab; the rest of them is not looked at. */

const account = z.object({ id: z.int(), username: z.string() });

export const accountAnswer = account;
export const accountsAnswer = z.array(account);
export const membersAnswer = z.array(
  account.extend({ state: z.string(), access_level: z.number() }),
);

export const mergeRequestAnswer = z.object({
  iid: z.int(),
  web_url: z.string(),
  /** `locked` while it is being merged. */
  state: z.enum(['opened', 'closed', 'locked', 'merged']),
  draft: z.boolean(),
  title: z.string(),
  description: z.string().nullable(),
  author: account.nullable(),
  labels: z.array(z.string()),
  reviewers: z.array(account).nullish(),
  source_branch: z.string(),
  target_branch: z.string(),
  /** Null when the fork was deleted. */
  source_project_id: z.int().nullable(),
  target_project_id: z.int(),
  /** Missing until GitLab has looked at the branch. */
  sha: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  merge_status: z.string().optional(),
  /** GitLab 15.6 and newer. */
  detailed_merge_status: z.string().optional(),
  merge_user: account.nullish(),
  /** Where older versions tell it. */
  merged_by: account.nullish(),
  merged_at: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
});

export const mergeRequestsAnswer = z.array(mergeRequestAnswer);

/** A merge request as GitLab tells of it. */
export type MergeRequest = z.infer<typeof mergeRequestAnswer>;

/** How the project merges. */
export const projectAnswer = z.object({
  merge_method: z.string(),
  squash_option: z.string().optional(),
});

export const noteAnswer = z.object({
  id: z.int(),
  author: account.nullable(),
  created_at: z.string(),
  body: z.string(),
  system: z.boolean(),
  /** `DiffNote` is said about a line of a file. */
  type: z.string().nullish(),
});

export const notesAnswer = z.array(noteAnswer);

/** Who approves now. */
export const approvalsAnswer = z.object({
  approved_by: z.array(z.object({ user: account })).nullish(),
});

/** Heads that it had. */
export const versionsAnswer = z.array(
  z.object({ head_commit_sha: z.string(), created_at: z.string() }),
);

export const statusAnswer = z.object({
  name: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  created_at: z.string(),
  started_at: z.string().nullish(),
  finished_at: z.string().nullish(),
});

export const statusesAnswer = z.array(statusAnswer);

/** Stands for accounts that were deleted, as on GitLab's own pages. */
const GHOST = 'ghost';

export function requestOf(request: MergeRequest): ForgeRequest {
  const { state, merge_user: user, merged_by: by, merged_at: at } = request;
  const mergedBy = user ?? by;
  // By hand it may also be squashed, or the base moved on to it: then there is no merge commit.
  const mergeCommit =
    request.merge_commit_sha ??
    (state === 'merged' ? request.squash_commit_sha ?? request.sha : undefined);
  return {
    number: request.iid,
    url: request.web_url,
    branch: request.source_branch,
    fromFork: request.source_project_id !== request.target_project_id,
    base: request.target_branch,
    ...(request.sha && { commit: request.sha }),
    state: state === 'merged' || state === 'closed' ? state : 'open',
    draft: request.draft,
    title: fromTitle(request),
    body: fromDescription(request.description ?? ''),
    account: request.author?.username ?? GHOST,
    labels: request.labels,
    createdAt: timeOf(request.created_at),
    updatedAt: timeOf(request.updated_at),
    ...(mergeCommit && { mergeCommit }),
    ...(mergedBy && { mergedBy: mergedBy.username }),
    ...(at && { mergedAt: timeOf(at) }),
  };
}

export function commentOf(
  note: z.infer<typeof noteAnswer>,
  self: string,
): ForgeComment {
  return {
    id: `${note.id}`,
    account: note.author?.username ?? GHOST,
    ours: note.author?.username === self,
    at: timeOf(note.created_at),
    text: fromDescription(note.body),
  };
}

const STATES: Record<string, HostCheck['state']> = {
  success: 'success',
  skipped: 'success',
  failed: 'failure',
  canceled: 'failure',
};

export function checkOf(
  status: z.infer<typeof statusAnswer>,
  commit: string,
): HostCheck {
  const { name, description, target_url: url } = status;
  return {
    name,
    state: STATES[status.status] ?? 'pending',
    summary: description ?? '',
    ...(url && { url }),
    commit,
    updatedAt: timeOf(
      status.finished_at ?? status.started_at ?? status.created_at,
    ),
  };
}

export function timeOf(time: string): string {
  return new Date(time).toISOString();
}
