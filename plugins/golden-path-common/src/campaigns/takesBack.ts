import { countOf, listOf } from '../words/phrases';

/** What people do to files past the portal. */
const HANDS = ['edited', 'missing', 'foreign'] as const;

const IN_WORDS: Record<(typeof HANDS)[number], string> = {
  edited: 'edited by hand',
  missing: 'missing',
  foreign: 'of somebody else',
};

/**
 * What deriving a service again would take back, by the last look for drift, and what to do about it; undefined when
 * nobody has touched its files. Somebody may have raised a limit by hand in an incident: no review tells of that, as
 * the compiler knows nothing of it.
 * @public
 */
export function campaignTakesBack(
  drift: { files: Record<(typeof HANDS)[number], number> } | undefined,
): string | undefined {
  const found = HANDS.filter(kind => drift && drift.files[kind] > 0);
  if (!drift || found.length === 0) {
    return undefined;
  }
  const files = listOf(
    found.map(
      kind => `${countOf(drift.files[kind], 'file')} ${IN_WORDS[kind]}`,
    ),
  );
  return `Its files in Git are not as derived (${files}), and merging this may take that back: somebody looks at its drift first, and presses Merge when nothing of it is needed any more.`;
}
