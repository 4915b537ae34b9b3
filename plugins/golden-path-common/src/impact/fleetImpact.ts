import { summarizeChanges } from '../diff';
import type { Finding } from '../model';
import type { ServiceChange } from './serviceChange';

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

/**
 * Adds up what changes, service by service, so that nobody has to hold all that changes at once.
 * @public
 */
export function createImpactTally(): {
  add(change: ServiceChange): void;
  result(): FleetImpact;
} {
  let changed = 0;
  const newlyDenied: FleetImpact['newlyDenied'] = [];
  const noLongerDenied: string[] = [];
  const kinds = new Map<string, string[]>();
  return {
    add(change) {
      const { name } = change;
      changed += change.files.length > 0 ? 1 : 0;
      if (change.newlyDenied.length > 0) {
        newlyDenied.push({ service: name, findings: change.newlyDenied });
      }
      if (change.noLongerDenied) {
        noLongerDenied.push(name);
      }
      for (const words of kindsOf(change)) {
        const services = kinds.get(words);
        if (services) {
          services.push(name);
        } else {
          kinds.set(words, [name]);
        }
      }
    },
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
        .replaceAll(name, '<service>'),
    ),
  );
}
