import { withRequestMarker } from './marker';
import type { SeenRequest } from './RequestView';

/** What is said about a request, beside its files. */
export interface Said {
  title: string;
  body: string;
  author: string;
  commit: string;
  baseCommit: string;
  contractVersion?: string;
  draft?: boolean;
  labels?: string[];
  reviewers?: string[];
}

/** The body as the host keeps it, marker included. */
export function bodyOf(key: string, said: Said): string {
  const { author, commit, baseCommit, contractVersion } = said;
  return withRequestMarker(said.body, {
    key,
    author,
    commit,
    baseCommit,
    ...(contractVersion && { contractVersion }),
    reviewers: said.reviewers ?? [],
    labels: said.labels ?? [],
  });
}

/** Labels that people have put on it stay; ours are replaced. */
export function labelsOf(open: SeenRequest, labels: string[]): string[] {
  return [
    ...new Set([
      ...open.labels.filter(label => !open.ownLabels.includes(label)),
      ...labels,
    ]),
  ];
}
