import type { Objective, SloFormat } from '@fairway/plugin-slo-common';
import type { ReadBundle, ReadDocument } from './types';

/** For so long a version that can be read stands in for a newer one that cannot. */
const STANDS_IN_DAYS = 7;

/** When a version that stands in since then does so no longer, ISO 8601. */
export function standsInUntil(since: string): string {
  const until = Date.parse(since) + STANDS_IN_DAYS * 86_400_000;
  return new Date(until).toISOString();
}

/** The version of a document that is in force. */
export interface VersionInForce {
  objectives: readonly Objective[];
  format?: SloFormat;
  text: string;
  readAt: string;
  /** Since when a newer one cannot be read, ISO 8601. */
  standsInSince?: string;
}

type Versions = ReadonlyMap<string, VersionInForce>;

/** What a bundle says; last versions by file. */
export function bundleInForce(options: {
  read: ReadBundle;
  last: Versions | undefined;
  now: string;
}): ReadBundle {
  const { read, last, now } = options;
  return {
    ...read,
    documents: read.documents.map(document =>
      documentInForce({
        read: document,
        last: last?.get(document.file),
        now,
      }),
    ),
  };
}

/** Ids of objectives that were known before and say something else now. */
export function changedIn(
  { documents }: ReadBundle,
  last: Versions | undefined,
): string[] {
  return documents.flatMap(({ file, objectives }) => {
    const before = new Map(
      last?.get(file)?.objectives.map(each => [each.id, saidBy(each)]),
    );
    return objectives
      .filter(
        each => before.has(each.id) && before.get(each.id) !== saidBy(each),
      )
      .map(({ id }) => id);
  });
}

/** Wherever it stands in its file. */
function saidBy({ place: _place, ...said }: Objective): string {
  return JSON.stringify(said);
}

/**
 * What a document says, or, where it has become wrong and an objective is missing since, what it said before: a typo
 * takes no objective away, and nobody gets rid of a spent budget by one. What is right and without the objective does.
 */
function documentInForce(options: {
  read: ReadDocument;
  last: VersionInForce | undefined;
  now: string;
}): ReadDocument {
  const { read, last, now } = options;
  const ids = new Set(read.objectives.map(({ id }) => id));
  if (
    !last ||
    read.problems.length === 0 ||
    last.objectives.every(({ id }) => ids.has(id))
  ) {
    return read;
  }
  const since = last.standsInSince ?? now;
  if (standsInUntil(since) <= now) {
    return read;
  }
  return {
    ...read,
    ...(last.format && { format: last.format }),
    objectives: [...last.objectives],
    standsIn: { text: last.text, readAt: last.readAt, since },
  };
}
