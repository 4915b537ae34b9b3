import { z } from 'zod';
import type { HostCheck, HostComment } from '../requests';
import type { StoredRequest } from './RequestStore';

/** A row of `local_git_requests`. */
export interface RequestRow {
  number: number;
  key: string;
  state: string;
  commit: string;
  base_commit: string;
  merge_commit: string | null;
  draft: boolean | number;
  title: string;
  body: string;
  author: string;
  labels: string;
  reviewers: string;
  contract_version: string | null;
  merged_by: string | null;
  created_at: string;
  updated_at: string;
  merged_at: string | null;
}

/** A row of `local_git_comments`. */
export interface CommentRow {
  sequence: number;
  id: string;
  number: number;
  by: string;
  at: string;
  text: string;
}

/** A row of `local_git_checks`. */
export interface CheckRow {
  number: number;
  commit: string;
  name: string;
  state: string;
  summary: string;
  url: string | null;
  updated_at: string;
}

const requestState = z.enum(['open', 'merged', 'closed']);
const checkState = z.enum(['pending', 'success', 'failure']);
const strings = z.array(z.string());

export function toRow(request: StoredRequest): RequestRow {
  return {
    number: request.number,
    key: request.key,
    state: request.state,
    commit: request.commit,
    base_commit: request.baseCommit,
    merge_commit: request.mergeCommit ?? null,
    draft: request.draft,
    title: request.title,
    body: request.body,
    author: request.author,
    labels: JSON.stringify(request.labels),
    reviewers: JSON.stringify(request.reviewers),
    contract_version: request.contractVersion ?? null,
    merged_by: request.mergedBy ?? null,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    merged_at: request.mergedAt ?? null,
  };
}

export function fromRow(row: RequestRow): StoredRequest {
  return {
    number: row.number,
    key: row.key,
    state: requestState.parse(row.state),
    commit: row.commit,
    baseCommit: row.base_commit,
    ...(row.merge_commit && { mergeCommit: row.merge_commit }),
    // SQLite has no booleans.
    draft: Boolean(row.draft),
    title: row.title,
    body: row.body,
    author: row.author,
    labels: strings.parse(JSON.parse(row.labels)),
    reviewers: strings.parse(JSON.parse(row.reviewers)),
    ...(row.contract_version && { contractVersion: row.contract_version }),
    ...(row.merged_by && { mergedBy: row.merged_by }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.merged_at && { mergedAt: row.merged_at }),
  };
}

/** Columns of the fields that are given; what is left out stays as it is. */
export function toChange(
  change: Partial<Omit<StoredRequest, 'number' | 'key'>>,
): Partial<RequestRow> {
  const { labels, reviewers } = change;
  const columns: Partial<RequestRow> = {
    state: change.state,
    commit: change.commit,
    base_commit: change.baseCommit,
    merge_commit: change.mergeCommit,
    draft: change.draft,
    title: change.title,
    body: change.body,
    author: change.author,
    labels: labels && JSON.stringify(labels),
    reviewers: reviewers && JSON.stringify(reviewers),
    contract_version: change.contractVersion,
    merged_by: change.mergedBy,
    created_at: change.createdAt,
    updated_at: change.updatedAt,
    merged_at: change.mergedAt,
  };
  return Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== undefined),
  );
}

export function fromCommentRow(row: CommentRow): HostComment {
  return { id: row.id, by: row.by, at: row.at, text: row.text };
}

export function toCheckRow(number: number, check: HostCheck): CheckRow {
  return {
    number,
    commit: check.commit,
    name: check.name,
    state: check.state,
    summary: check.summary,
    url: check.url ?? null,
    updated_at: check.updatedAt,
  };
}

export function fromCheckRow(row: CheckRow): HostCheck {
  return {
    name: row.name,
    state: checkState.parse(row.state),
    summary: row.summary,
    ...(row.url && { url: row.url }),
    commit: row.commit,
    updatedAt: row.updated_at,
  };
}
