import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  inOrder,
  type DeliveryEvent,
  type DeliverySource,
} from '@fairway/plugin-golden-path-common';
import type { Clock } from '@fairway/backend-kit';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { DeliveryRecorder } from './DeliveryRecorder';
import type { Subject, Subjects } from './Subjects';
import type { ReceivedFact } from './webhooks/received';

const MAX_SUMMARY = 300;
const MAX_FACT = 500;
/** A source whose clock is further ahead would hide what comes after. */
const AHEAD_MS = 10 * 60_000;

/** What became of facts that a source told. */
export interface IntakeOutcome {
  /** Services that it is about, each once. */
  services: string[];
  /** Events that were not known before. */
  added: number;
  known: number;
  /** What nobody could be found for. */
  unknown: string[];
}

interface IntakeOptions {
  clock: Clock;
  recorder: Pick<DeliveryRecorder, 'record'>;
  store: Pick<DeliveryStore, 'heardFrom'>;
  subjects: Pick<Subjects, 'resolve'>;
}

/** What is told of one subject, in its own words. */
type Told = Omit<DeliveryEvent, 'id' | 'at'>;

/** Turns what sources tell into events of services, whoever brought it: a webhook or a look at Argo CD. */
export class Intake {
  static create(options: IntakeOptions): Intake {
    return new Intake(options);
  }

  readonly #options: IntakeOptions;

  private constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /**
   * @param told - `undated`: nothing proves when it was sent, so that it may be something of before that comes again.
   */
  async take(
    source: DeliverySource,
    facts: readonly ReceivedFact[],
    told: { undated?: boolean } = {},
  ): Promise<IntakeOutcome> {
    const { recorder, subjects } = this.#options;
    const events = new Map<string, DeliveryEvent>();
    const unknown: string[] = [];
    for (const fact of facts) {
      const resolved = await subjects.resolve(fact.subject);
      if (resolved.kind === 'unknown') {
        unknown.push(resolved.what);
      } else if (resolved.kind === 'known') {
        for (const subject of resolved.subjects) {
          if (!(fact.ofLastingWork && subject.ends)) {
            const event = await this.#eventOf({
              words: wordsOf({ source, fact, subject }),
              at: fact.at && new Date(fact.at).toISOString(),
              now: [...events.values()],
              ...told,
            });
            events.set(event.id, event);
          }
        }
      }
    }
    const { added } = await recorder.record([...events.values()]);
    return {
      services: [
        ...new Set([...events.values()].map(({ service }) => service)),
      ],
      added: added.length,
      known: events.size - added.length,
      unknown,
    };
  }

  /** With a time of its own, that is what tells it from another one: what it is held back to moves on with the clock. */
  async #eventOf(options: {
    words: Told;
    at: string | undefined;
    /** Events of the same call. */
    now: readonly DeliveryEvent[];
    undated?: boolean;
  }): Promise<DeliveryEvent> {
    const { words, at } = options;
    return at
      ? { ...words, id: idOf(words, at), at: this.#within(at) }
      : this.#undatedEvent(options);
  }

  /**
   * Without a time, the same words about the same thing are the same event, whenever they come; unless the opposite was
   * told meanwhile. Then they are told anew, but for good news of which nobody knows when it was sent: that may be of
   * before the bad.
   */
  async #undatedEvent(options: {
    words: Told;
    now: readonly DeliveryEvent[];
    undated?: boolean;
  }): Promise<DeliveryEvent> {
    const { words, now, undated = false } = options;
    const { clock, store } = this.#options;
    const { service, source, image } = words;
    const heard = [
      ...(await store.heardFrom({ service, source, image })),
      ...now,
    ]
      .filter(event => placeOf(event) === placeOf(words))
      .sort(inOrder);
    const newest = heard.at(-1);
    const same = heard.findLast(event =>
      isDeepStrictEqual(toldOf(event), words),
    );
    const contradicted = newest && isBad(newest) !== isBad(words);
    if (same && (!contradicted || (undated && !isBad(words)))) {
      return same;
    }
    return {
      ...words,
      id: idOf(words, same && newest?.id),
      // After what it contradicts, whatever the clocks say.
      at: new Date(
        Math.max(clock.now(), newest ? Date.parse(newest.at) + 1 : 0),
      ).toISOString(),
    };
  }

  #within(at: string): string {
    const latest = this.#options.clock.now() + AHEAD_MS;
    return new Date(Math.min(Date.parse(at), latest)).toISOString();
  }
}

function wordsOf(options: {
  source: DeliverySource;
  fact: ReceivedFact;
  subject: Subject;
}): Told {
  const { source, fact } = options;
  const { service, environment, image } = options.subject;
  const { state, outcome, url, commit } = fact;
  const facts: Record<string, string> = {};
  for (const [key, value] of Object.entries(fact.facts)) {
    if (value !== undefined && value !== '') {
      facts[key] = plain(value, MAX_FACT);
    }
  }
  return {
    service,
    ...(environment && { environment }),
    ...(image && { image }),
    state,
    outcome,
    source,
    summary: plain(fact.summary, MAX_SUMMARY),
    ...(url && { url }),
    ...(commit && { commit }),
    facts,
  };
}

function toldOf({ id: _id, at: _at, ...told }: DeliveryEvent): Told {
  return told;
}

/** @param sets - What sets it apart from the same words at another time. */
function idOf(words: Told, sets: string | undefined): string {
  const id = createHash('sha256')
    .update(JSON.stringify([words, sets]))
    .digest('hex')
    .slice(0, 40);
  return `${words.source}:${id}`;
}

/** What only one thing is true of at a time: a release is either promoted or taken back. */
function placeOf({ environment, image, state, facts }: Told): string {
  const step = state === 'rolled-back' ? 'promoted' : state;
  return JSON.stringify([environment, image, step, facts.cluster]);
}

function isBad({ state, outcome }: Told): boolean {
  return outcome === 'failed' || state === 'rolled-back';
}

/** One line without what no text for people needs, at most so long. */
function plain(text: string, max: number): string {
  const line = text
    // eslint-disable-next-line no-control-regex -- taking them out is the point
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}
