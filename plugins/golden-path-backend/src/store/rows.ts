import type {
  ChangeRequestKind,
  ChangeRequestState,
} from '@fairway/plugin-golden-path-common';
import type {
  ChangeRequestSnapshot,
  ListedChangeRequest,
  StoredChangeRequest,
} from './ChangeRequestStore';

/** A row of `golden_path_requests`. Figures and evidence are apart, so that a list reads no evidence. */
export interface Row {
  id: string;
  number: number;
  host: string;
  url: string;
  branch: string;
  base: string;
  service: string;
  services: string;
  owner: string;
  former_owner: string | null;
  author: string;
  title: string;
  state: ChangeRequestState;
  commit: string;
  base_commit: string;
  merge_commit: string | null;
  created_at: string;
  updated_at: string;
  merged_at: string | null;
  merged_by: string | null;
  /** As the figures have it, to be found by. */
  kind: ChangeRequestKind;
  /** Id of a campaign. */
  campaign: string | null;
  figures: string;
  snapshot: string;
}

/** All columns but the snapshot. */
export const listColumns: (keyof Row)[] = [
  'id',
  'number',
  'host',
  'url',
  'branch',
  'base',
  'service',
  'services',
  'owner',
  'former_owner',
  'author',
  'title',
  'state',
  'commit',
  'base_commit',
  'merge_commit',
  'created_at',
  'updated_at',
  'merged_at',
  'merged_by',
  'figures',
];

export function toRow(request: StoredChangeRequest): Row {
  const { body, files, evidence, sections, ...figures } = request.snapshot;
  return {
    id: request.id,
    number: request.number,
    host: request.host,
    url: request.url,
    branch: request.branch,
    base: request.base,
    service: request.service,
    services: JSON.stringify(request.services),
    owner: request.owner,
    former_owner: request.formerOwner ?? null,
    author: request.author,
    title: request.title,
    state: request.state,
    commit: request.commit,
    base_commit: request.baseCommit,
    merge_commit: request.mergeCommit ?? null,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    merged_at: request.mergedAt ?? null,
    merged_by: request.mergedBy ?? null,
    kind: figures.kind ?? 'change',
    campaign: figures.campaign?.id ?? null,
    figures: JSON.stringify(figures),
    snapshot: JSON.stringify({ body, files, evidence, sections }),
  };
}

export function fromListRow(row: Row): Omit<ListedChangeRequest, 'awaiting'> {
  const figures: ListedChangeRequest['snapshot'] = JSON.parse(row.figures);
  return {
    id: row.id,
    number: row.number,
    host: row.host,
    url: row.url,
    branch: row.branch,
    base: row.base,
    service: row.service,
    services: JSON.parse(row.services),
    owner: row.owner,
    ...(row.former_owner !== null && { formerOwner: row.former_owner }),
    author: row.author,
    title: row.title,
    state: row.state,
    commit: row.commit,
    baseCommit: row.base_commit,
    mergeCommit: row.merge_commit ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    mergedAt: row.merged_at ?? undefined,
    mergedBy: row.merged_by ?? undefined,
    snapshot: figures,
  };
}

export function fromRow(row: Row): StoredChangeRequest {
  const rest: Pick<
    ChangeRequestSnapshot,
    'body' | 'files' | 'evidence' | 'sections'
  > = JSON.parse(row.snapshot);
  const listed = fromListRow(row);
  return { ...listed, snapshot: { ...listed.snapshot, ...rest } };
}
