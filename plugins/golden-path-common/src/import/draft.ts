import { isRecord, pointerOf, pointerSegments, valueAt } from '../json/pointer';
import { checkIntent } from '../schema/parse';
import type { Problem } from '../schema/problem';
import type { ImportedService, ImportPlace, ImportQuestion } from './model';
import type { ImportReport } from './report';

/** Order of the fields in a draft; what is not listed comes last. */
const FIELD_ORDER = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'name',
  'title',
  'description',
  'system',
  'owner',
  'workloadType',
  'tier',
  'dataClassification',
  'exposure',
  'runtime',
  'containers',
  'dependencies',
  'accepts',
  'secrets',
  'scaling',
  'rollout',
  'slo',
  'route',
  'operations',
  'queue',
  'schedule',
  'migration',
  'agent',
  'stateful',
  'batch',
  'environments',
];

/** A draft without these is none. */
const NEEDED =
  /^(|\/(apiVersion|kind|metadata|spec)|\/metadata\/(name|system|owner)|\/spec\/(workloadType|tier|dataClassification|exposure|runtime|containers|environments))$/;

/** Each pass takes away what is wrong; what is deeper shows in the next one. */
const MAX_PASSES = 40;

/** Text of a variable that goes into the vault. */
export interface HiddenText {
  name: string;
  text: string;
  place: ImportPlace;
}

/** An intent while it is drafted: plain data, and for each part of it the place that it came from. */
export class Draft {
  readonly #value: Record<string, unknown> = {
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'ServiceIntent',
  };
  readonly #origins = new Map<string, ImportPlace>();
  readonly #report: ImportReport;
  readonly #questions: ImportQuestion[] = [];
  readonly #hidden: HiddenText[] = [];

  constructor(
    readonly name: string,
    /** Where the workload stands. */
    readonly place: ImportPlace,
    report: ImportReport,
  ) {
    this.#report = report;
    this.set('/metadata/name', name);
  }

  /** Sets a field; mappings on the way to it are made. */
  set(pointer: string, value: unknown, place?: ImportPlace): void {
    const path = pointerSegments(pointer);
    let parent = this.#value;
    for (const key of path.slice(0, -1)) {
      const next = Object.hasOwn(parent, key) ? parent[key] : undefined;
      if (isRecord(next)) {
        parent = next;
      } else {
        const made: Record<string, unknown> = {};
        define(parent, key, made);
        parent = made;
      }
    }
    define(parent, path[path.length - 1] ?? '', value);
    if (place) {
      this.#origins.set(pointer, place);
    }
  }

  /** Takes a member of a mapping away. */
  remove(pointer: string): void {
    const path = pointerSegments(pointer);
    const parent = this.get(pointerOf(path.slice(0, -1)));
    if (isRecord(parent)) {
      delete parent[path[path.length - 1]];
    }
  }

  /** Keeps a text out of the intent; the hosts in it are called all the same. */
  hide(text: HiddenText): void {
    this.#hidden.push(text);
  }

  /** Texts that are secret, and no part of the intent. */
  get hidden(): readonly HiddenText[] {
    return this.#hidden;
  }

  /** What stands at a pointer of the draft. */
  get(pointer: string): unknown {
    return valueAt(this.#value, pointer);
  }

  /** Remembers where something in the draft came from. */
  origin(pointer: string, place: ImportPlace): void {
    this.#origins.set(pointer, place);
  }

  /** Where the nearest thing above a pointer came from. */
  originOf(pointer: string): ImportPlace {
    let at = pointer;
    for (;;) {
      const place = this.#origins.get(at);
      if (place) {
        return place;
      }
      if (at === '') {
        return this.place;
      }
      at = at.slice(0, at.lastIndexOf('/'));
    }
  }

  /** Whether the draft depends on a service. */
  calls(service: string): boolean {
    const dependencies = this.get('/spec/dependencies');
    return (
      Array.isArray(dependencies) &&
      dependencies.some(each => isRecord(each) && each.service === service)
    );
  }

  /** Something that could not be carried over. */
  leaveOut(
    what: string,
    why: string,
    place = this.place,
    options: { urgent?: true } = {},
  ): void {
    this.#report.notCarriedOver.push({
      ...place,
      service: this.name,
      what,
      why,
      ...options,
    });
  }

  /** Something that the draft says in other words. */
  changes(what: string, why: string, place = this.place): void {
    this.#report.changed.push({ ...place, service: this.name, what, why });
  }

  /** Something that only the team knows. */
  ask(question: Omit<ImportQuestion, 'service'>): void {
    this.#questions.push({ ...question, service: this.name });
  }

  /**
   * The draft as a valid intent. What the schema does not take is left out and told, part by part; nothing comes
   * back when what remains is no intent.
   */
  settle(): ImportedService | undefined {
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const checked = checkIntent(ordered(this.#value));
      if (checked.ok) {
        this.#report.questions.push(
          ...this.#questions.filter(
            ({ at, value }) =>
              value === undefined || this.get(at) !== undefined,
          ),
        );
        return { ...this.place, intent: checked.value };
      }
      const removed = checked.problems.filter(problem => this.#remove(problem));
      if (removed.length === 0) {
        const [{ at, message }] = checked.problems;
        this.leaveOut(
          `the whole of ${this.name}`,
          `no intent can be drafted: ${at === '' ? '' : `${at}: `}${message}`,
        );
        return undefined;
      }
    }
    this.leaveOut(
      `the whole of ${this.name}`,
      'too much of it has no place in an intent',
    );
    return undefined;
  }

  /** Takes the smallest part away that a problem is about; false when the draft cannot be without it. */
  #remove(problem: Problem): boolean {
    let path = pointerSegments(problem.at);
    while (path.length > 0) {
      const key = path[path.length - 1];
      const at = pointerOf(path);
      const parent = this.get(pointerOf(path.slice(0, -1)));
      if (NEEDED.test(at)) {
        return false;
      }
      if (Array.isArray(parent) && parent[Number(key)] !== undefined) {
        parent.splice(Number(key), 1);
        this.#tellRemoved(at, problem);
        return true;
      }
      if (isRecord(parent) && Object.hasOwn(parent, key)) {
        delete parent[key];
        this.#tellRemoved(at, problem);
        return true;
      }
      path = path.slice(0, -1);
    }
    return false;
  }

  #tellRemoved(at: string, problem: Problem): void {
    this.leaveOut(at, problem.message, this.originOf(at));
  }
}

/** Sets a member whatever its name is: `__proto__` is one like any other, and the schema refuses it. */
function define(
  target: Record<string, unknown>,
  key: string,
  value: unknown,
): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The same data with the fields of the document, its metadata and its spec in the order that people read them. */
function ordered(value: Record<string, unknown>): Record<string, unknown> {
  const sorted = inOrder(value);
  for (const part of ['metadata', 'spec']) {
    const member = sorted[part];
    if (isRecord(member)) {
      sorted[part] = inOrder(member);
    }
  }
  return sorted;
}

function inOrder(value: Record<string, unknown>): Record<string, unknown> {
  const rank = (key: string) => {
    const index = FIELD_ORDER.indexOf(key);
    return index < 0 ? FIELD_ORDER.length : index;
  };
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => rank(a) - rank(b)),
  );
}
