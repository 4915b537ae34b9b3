import {
  FAILSAFE_SCHEMA,
  load,
  Type,
  type EventType,
  type State,
} from 'js-yaml';
import { pointerSegments } from '../json/pointer';
import type { KubernetesDocument } from './kubernetes';
import { readScalar } from './kubernetesScalar';

/** Where a node stands in the text, and what is in it. */
interface Place {
  /** From 1. */
  line: number;
  /** Until it is closed, the offset where it begins. */
  length: number;
  /** Members of a mapping in turn: name, value, name, value. */
  inner: Place[];
  kind: string | null;
  value: unknown;
}

/** Nothing is wrong, but the other reader has to say what it means. */
class NotPlain extends Error {}

/**
 * Anchors, tags, directives and markers; a comment without the space before it; blocks that say how far they are
 * indented; line breaks other than `\n`, tabs, and characters that are no part of a text everywhere in YAML. What looks
 * like one of them within a text may be taken for it.
 */
const NOT_PLAIN =
  /^%|^---|["'}\]]#|[|>][-+]?\d[-+]? *$|(?:^|[ [{,:])[&!]|[^\n\x20-\x7e\u00a0-\u1fff\u2030-\ud7ff]/m;
/** A name on one line may have 1,024 characters in YAML. */
const LONGEST_NAME = 1000;

const plain = new Type('fairway:plain', {
  kind: 'scalar',
  resolve: () => true,
  construct: (text: string) => {
    const scalar = readScalar({ text, plain: true });
    return scalar.type === 'int' ? Number(scalar.value) : scalar.value;
  },
});
const schema = FAILSAFE_SCHEMA.extend({ implicit: [plain] });

/**
 * The same as `readKubernetesYaml` with numbers that are not finite, for one document as nearly all are written, in less
 * than a third of the time.
 * @returns undefined for everything else: what is wrong, and all that readers of YAML may understand in two ways
 * @public
 */
export function readKubernetesQuickly(
  text: string,
): KubernetesDocument | undefined {
  // The parser would give a block at the end a line break that it has not.
  if (!text.endsWith('\n') || NOT_PLAIN.test(text)) {
    return undefined;
  }
  const open: Place[] = [];
  let root: Place | undefined;
  const listener = (event: EventType, state: State) => {
    if (event === 'open') {
      open.push({
        line: state.line + 1,
        length: state.position,
        inner: [],
        kind: null,
        value: null,
      });
      return;
    }
    const place = open.pop();
    if (!place) {
      throw new NotPlain();
    }
    close(place, state);
    const outer = open.at(-1);
    if (outer) {
      outer.inner.push(place);
    } else {
      root = place;
    }
  };
  try {
    const value: unknown = load(text, { schema, listener, onWarning: refuse });
    const place = root;
    // A text for itself may be indented in ways of its own.
    if (!place?.inner.length || place.value !== value) {
      return undefined;
    }
    return {
      value,
      lineOf: pointer => lineOf(place, pointerSegments(pointer)),
    };
  } catch {
    // What is wrong, the other reader says.
    return undefined;
  }
}

function refuse(): never {
  throw new NotPlain();
}

/** @throws NotPlain for what the readers may understand in two ways */
function close(place: Place, state: State): void {
  const value: unknown = state.result;
  const kind: string | null = state.kind;
  const [only, ...others] = place.inner;
  if (
    only &&
    others.length === 0 &&
    only.kind === kind &&
    only.value === value
  ) {
    // What could be the name of a member is read as such first.
    place.inner = only.inner;
  }
  place.kind = kind;
  place.value = value;
  place.length = state.position - place.length;
  if (kind === 'mapping') {
    checkMembers(place, value);
  } else if (kind === 'sequence') {
    checkItems(place, value);
  } else {
    place.inner = [];
  }
  // Quotes and braces over several lines have rules of their own.
  const lines = state.line + 1 - place.line;
  const end = state.input.charAt(state.position - 1);
  if (lines > 0 && (kind === 'scalar' ? `"'` : '}]').includes(end)) {
    refuse();
  }
}

function checkMembers({ inner }: Place, value: unknown): void {
  const members = new Map(Object.entries(value ?? {}));
  if (inner.length !== 2 * members.size) {
    refuse();
  }
  for (let index = 0; index < inner.length; index += 2) {
    const [name, member] = [inner[index], inner[index + 1]];
    if (
      typeof name.value !== 'string' ||
      name.value === '<<' ||
      name.length > LONGEST_NAME ||
      !Object.is(members.get(name.value), member.value)
    ) {
      refuse();
    }
  }
}

function checkItems({ inner }: Place, value: unknown): void {
  const items: unknown[] = Array.isArray(value) ? value : [];
  // A pair in a list is a mapping that nothing was told of.
  if (
    inner.length !== items.length ||
    inner.some((item, index) => !Object.is(item.value, items[index]))
  ) {
    refuse();
  }
}

function lineOf(root: Place, path: string[]): number {
  let place = root;
  let { line } = root;
  for (const segment of path) {
    const { kind, inner } = place;
    if (kind === 'mapping') {
      const at = inner.findIndex(
        ({ value }, index) => index % 2 === 0 && value === segment,
      );
      if (at < 0) {
        return line;
      }
      line = inner[at].line;
      place = inner[at + 1];
    } else if (kind === 'sequence' && /^\d+$/.test(segment)) {
      const item = inner.at(Number(segment));
      if (!item) {
        return line;
      }
      line = item.line;
      place = item;
    } else {
      return line;
    }
  }
  return line;
}
