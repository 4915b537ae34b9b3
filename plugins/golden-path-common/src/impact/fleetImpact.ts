import { summarizeChanges } from '../diff';
import type { Finding } from '../model';
import type { ServiceChange } from './serviceChange';

const ARROW = ' → ';
/** Characters of a value that was cut; also a long name before it leaves as many. */
const KEPT = 32;

/** What a change makes of the whole fleet. @public */
export interface FleetImpact {
  /** Services of which a file changes. */
  changed: number;
  /** Services that are denied after the change for something that did not deny them before, by name. */
  newlyDenied: { service: string; findings: Finding[] }[];
  noLongerDenied: string[];
  /** What changes, in words that are the same for all; what most services share first. */
  kinds: { words: string; services: string[] }[];
}

/** What changes for one service, as far as it is added up. @public */
export interface ImpactEntry {
  name: string;
  /** Whether a file changes. */
  changed: boolean;
  newlyDenied: Finding[];
  noLongerDenied: boolean;
  /** As in {@link FleetImpact.kinds}, each once. */
  kinds: string[];
}

/** @public */
export function impactEntry(change: ServiceChange): ImpactEntry {
  const { name, files, newlyDenied, noLongerDenied } = change;
  return {
    name,
    changed: files.length > 0,
    newlyDenied,
    noLongerDenied,
    kinds: [...kindsOf(change)],
  };
}

/**
 * Adds up what changes, service by service, so that nobody has to hold all that changes at once.
 * @public
 */
export function createImpactTally(): {
  add(change: ServiceChange): void;
  /** The same for what was worked out, and perhaps kept, before. */
  addEntry(entry: ImpactEntry): void;
  result(): FleetImpact;
} {
  let changed = 0;
  const newlyDenied: FleetImpact['newlyDenied'] = [];
  const noLongerDenied: string[] = [];
  const kinds = new Map<string, string[]>();
  const addEntry = (entry: ImpactEntry) => {
    const { name } = entry;
    changed += entry.changed ? 1 : 0;
    if (entry.newlyDenied.length > 0) {
      newlyDenied.push({ service: name, findings: entry.newlyDenied });
    }
    if (entry.noLongerDenied) {
      noLongerDenied.push(name);
    }
    for (const words of entry.kinds) {
      const services = kinds.get(words);
      if (services) {
        services.push(name);
      } else {
        kinds.set(words, [name]);
      }
    }
  };
  return {
    add: change => addEntry(impactEntry(change)),
    addEntry,
    result: () => ({
      changed,
      newlyDenied,
      noLongerDenied,
      kinds: [...kinds]
        .map(([words, services]) => ({ words, services }))
        .sort((a, b) => b.services.length - a.services.length),
    }),
  };
}

/** What changes for a service, in words that are the same for others. */
function kindsOf({ name, files }: ServiceChange): Set<string> {
  return new Set(
    summarizeChanges(files).map(line =>
      line
        // How many objects it is, and where, differs between services.
        .replace(/( in \d+ (objects?|documents?)[^()]*)?( \([^()]*\))?$/, '')
        .replaceAll(name, '<service>')
        .split(ARROW)
        .map(beginning)
        .join(ARROW),
    ),
  );
}

/** Of a value that was cut, as much as does not depend on how long a name in it is. */
function beginning(side: string): string {
  return side.endsWith('…') && side.length > KEPT
    ? `${side.slice(0, KEPT).trimEnd()}…`
    : side;
}
