import { z } from 'zod';

/** Times of Gitea carry the zone of its machine. */
const time = z.iso
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString());

const account = z.object({ login: z.string() });

export const user = account;

export const repository = z.object({ empty: z.boolean() });

export const pullRequest = z.object({
  number: z.int().positive(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean().optional(),
  draft: z.boolean().optional(),
  title: z.string(),
  body: z.string().nullish(),
  user: account.nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
  head: z.object({
    /** Name of the branch, also when it is gone. */
    label: z.string(),
    sha: z.string().optional(),
    repo_id: z.int(),
  }),
  base: z.object({ label: z.string(), repo_id: z.int() }),
  merge_commit_sha: z.string().nullish(),
  merged_by: account.nullish(),
  merged_at: time.nullish(),
  created_at: time,
  updated_at: time,
});

export type PullRequest = z.infer<typeof pullRequest>;

export const pullRequests = z.array(pullRequest);

export const labels = z.array(z.object({ id: z.int(), name: z.string() }));

export const label = z.object({ id: z.int(), name: z.string() });

export const comment = z.object({
  id: z.int(),
  user: account.nullish(),
  body: z.string(),
  created_at: time,
});

export const comments = z.array(comment);

export const status = z.object({
  context: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  updated_at: time,
});

export const combinedStatus = z.object({
  statuses: z.array(status).nullish(),
});

/** What Gitea says when it says no. */
export const refusal = z.object({ message: z.string() });
