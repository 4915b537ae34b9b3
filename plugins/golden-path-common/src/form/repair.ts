import { checkIntent } from '../schema/parse';
import { pointerSegments, pointerOf } from '../json/pointer';
import type { Problem } from '../schema/problem';
import type { ServiceIntent } from '../schema/intent';
import { valueAt } from '../json/path';
import { compacted, withoutValue, withValue } from './data';
import type { Placeholder } from './standIns';

/** What is compiled in place of something that is not well-formed. @public */
export interface StandIn {
  /** JSON pointer into the intent. */
  at: string;
  /** `earlier`: what was stated there when it was well-formed last; `nothing`: it is left out. */
  by: 'earlier' | 'placeholder' | 'nothing';
}

/** An intent that can be compiled, and what of it is not as stated. */
export interface Repaired {
  intent: ServiceIntent;
  /** Stated, and not well-formed. */
  problems: Problem[];
  /** Needed by what is stated, and not there: pointers. */
  absent: string[];
  standIns: StandIn[];
}

/** Each round mends at least one place; far more than people break at once. */
const MAX_ROUNDS = 60;
/** Without these there is nothing left to compile. */
const FRAME = ['', '/metadata', '/spec', '/spec/containers'];

function isWithin(at: string, place: string): boolean {
  return at === place || at.startsWith(`${place}/`);
}

/** Whether a problem is one of ours: about something that stands in, or about what leaving it out left behind. */
function isOurs(at: string, standIns: Iterable<string>): boolean {
  return [...standIns].some(
    place => isWithin(at, place) || isWithin(place, at),
  );
}

/** Stand-ins while an intent is repaired. */
class Repair {
  readonly standIns = new Map<string, StandIn>();
  /** What was tried at a place already, so that each round goes further than the last. */
  readonly #tried = new Map<string, number>();

  constructor(
    private readonly placeholders: readonly Placeholder[],
    private readonly earlier: unknown,
  ) {}

  /** The candidate with the next best thing at the place of a problem. */
  mend(candidate: unknown, at: string): unknown {
    const path = pointerSegments(at);
    const now = valueAt(candidate, path);
    const steps = this.#stepsAt({ candidate, at, isAbsent: now === undefined });
    for (let step = this.#tried.get(at) ?? 0; step < steps.length; step++) {
      this.#tried.set(at, step + 1);
      const { by, value } = steps[step];
      if (by === 'nothing' ? now !== undefined : differs(value, now)) {
        return this.#stand({ candidate, at, by, value });
      }
    }
    return FRAME.includes(at)
      ? candidate
      : this.mend(candidate, at.slice(0, at.lastIndexOf('/')));
  }

  #stepsAt(options: { candidate: unknown; at: string; isAbsent: boolean }) {
    const { candidate, at, isAbsent } = options;
    const path = pointerSegments(at);
    const earlier = valueAt(this.earlier, path);
    const placeholder = this.placeholders
      .find(each => pointerOf(each.path) === at)
      ?.value(candidate);
    const fill = [
      { by: 'earlier' as const, value: earlier },
      { by: 'placeholder' as const, value: placeholder },
    ].filter(({ value }) => value !== undefined);
    // Who empties a field takes back what was there.
    const ordered = isAbsent ? fill.reverse() : fill;
    return FRAME.includes(at)
      ? []
      : [...ordered, { by: 'nothing' as const, value: undefined }];
  }

  #stand(options: {
    candidate: unknown;
    at: string;
    by: StandIn['by'];
    value: unknown;
  }): unknown {
    const { candidate, at, by, value } = options;
    for (const place of this.standIns.keys()) {
      if (isWithin(place, at)) {
        this.standIns.delete(place);
      }
    }
    this.standIns.set(at, { at, by });
    const path = pointerSegments(at);
    return by === 'nothing'
      ? withoutValue(candidate, path)
      : withValue({ target: candidate, path, value });
  }
}

function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/**
 * Makes an intent that can be compiled of one that is not well-formed: each malformed part, and only the smallest
 * part that makes the rest valid, gives way to its earlier value, to a placeholder or to nothing.
 *
 * @returns undefined when even that gives none, which only happens to what is no intent at all.
 */
export function repaired(options: {
  /** The intent as stated, with what it cannot be without. */
  value: unknown;
  placeholders: readonly Placeholder[];
  /** Parts as they were stated when they were well-formed last. */
  earlier: unknown;
}): Repaired | { intent?: undefined; problems: Problem[] } {
  const { value, placeholders, earlier } = options;
  const repair = new Repair(placeholders, earlier);
  const problems: Problem[] = [];
  const absent: string[] = [];
  let candidate = value;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const checked = checkIntent(candidate);
    if (checked.ok) {
      return {
        intent: checked.value,
        problems,
        absent,
        standIns: [...repair.standIns.values()],
      };
    }
    const stated = checked.problems.filter(
      ({ at }) => !isOurs(at, repair.standIns.keys()),
    );
    for (const problem of stated) {
      if (valueAt(value, pointerSegments(problem.at)) === undefined) {
        absent.push(problem.at);
      } else {
        problems.push(problem);
      }
    }
    candidate = compacted(
      checked.problems.reduce((so, { at }) => repair.mend(so, at), candidate),
    );
  }
  return { problems };
}
