import type {
  Approval,
  ChangeRequest,
} from '@fairway/plugin-golden-path-common';

/** A comment or an approval. */
export interface TimelineEntry {
  key: string;
  by: string;
  at: string;
  text?: string;
  approval?: Approval;
}

/** Comments and approvals, oldest first. */
export function timelineOf(request: ChangeRequest): TimelineEntry[] {
  return [
    ...request.comments.map(({ id, by, at, text }) => ({
      key: id,
      by,
      at,
      text,
    })),
    ...request.approvals.map(approval => ({
      key: `approval ${approval.by} ${approval.commit}`,
      by: approval.by,
      at: approval.at,
      approval,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
}
