import type { DriftKind } from './api';

/**
 * Files by path, each with something that is equal exactly when its bytes are: an id, or the text itself.
 * @public
 */
export type FileIds = ReadonlyMap<string, string>;

/** What is known of how a service was derived before. @public */
export interface DriftPast {
  /**
   * What was derived once: under the contract that its files name, or before an override ended. Asked for only when
   * a file differs that `seen` does not explain; newest first.
   */
  derivations(): FileIds[];
  /**
   * What a look before found to be as derived, or missing (`''`); undefined before the first look. It tells what has
   * moved without anybody's hand when the contract of then is not kept, or Fairway itself has changed.
   */
  seen?: FileIds;
  /** Whether the contract that the files name is kept; when it is not, nobody can tell an edit from a change of it. */
  isKnown: boolean;
}

/**
 * Files that differ from what is derived, sorted by path.
 *
 * @param options - `found`: what lies in Git, of the files that are the service's alone or that it derives.
 * @public
 */
export function driftingFiles(options: {
  found: FileIds;
  derived: FileIds;
  past: DriftPast;
}): { path: string; kind: DriftKind }[] {
  const { found, derived, past } = options;
  const paths = [
    ...[...derived].flatMap(([path, id]) =>
      found.get(path) === id ? [] : [path],
    ),
    ...[...found.keys()].filter(path => !derived.has(path)),
  ];
  return paths.sort().map(path => ({
    path,
    kind: kindOf({
      path,
      found: found.get(path),
      isDerived: derived.has(path),
      past,
    }),
  }));
}

function kindOf(options: {
  path: string;
  found: string | undefined;
  isDerived: boolean;
  past: DriftPast;
}): DriftKind {
  const { path, found, isDerived, past } = options;
  if (found === undefined) {
    return wasExpected(path, past) ? 'missing' : 'behind';
  }
  if (past.seen?.get(path) === found) {
    return 'behind';
  }
  const derivations = past.derivations();
  if (derivations.some(derivation => derivation.get(path) === found)) {
    return 'behind';
  }
  if (!isDerived) {
    return 'foreign';
  }
  return past.isKnown ? 'edited' : 'behind';
}

/** Whether a file that is not there has been there, or would have been when the service was derived. */
function wasExpected(path: string, past: DriftPast): boolean {
  return past.seen
    ? past.seen.has(path)
    : past.isKnown &&
        past.derivations().some(derivation => derivation.has(path));
}

/**
 * What the next look takes for known: every file that is as it was derived now or once, and every one that is
 * missed.
 * @public
 */
export function seenNow(options: {
  found: FileIds;
  derived: FileIds;
  drifting: readonly { path: string; kind: DriftKind }[];
  seen?: FileIds;
}): Map<string, string> {
  const { found, derived, drifting, seen } = options;
  const next = new Map<string, string>();
  for (const [path, id] of derived) {
    if (found.get(path) === id) {
      next.set(path, id);
    }
  }
  for (const { path, kind } of drifting) {
    const id = found.get(path);
    const before = seen?.get(path);
    if (kind === 'behind' && id !== undefined) {
      next.set(path, id);
    } else if (kind === 'missing' || kind === 'edited') {
      next.set(path, before ?? '');
    }
  }
  return next;
}
