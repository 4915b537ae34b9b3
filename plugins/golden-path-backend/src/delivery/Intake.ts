import { createHash } from 'node:crypto';
import type {
  DeliveryEvent,
  DeliverySource,
} from '@fairway/plugin-golden-path-common';
import { isoNow, type Clock } from '../clock';
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

/** Turns what sources tell into events of services, whoever brought it: a webhook or a look at Argo CD. */
export class Intake {
  static create(options: {
    clock: Clock;
    recorder: Pick<DeliveryRecorder, 'record'>;
    subjects: Subjects;
  }): Intake {
    return new Intake(options);
  }

  readonly #clock: Clock;
  readonly #recorder: Pick<DeliveryRecorder, 'record'>;
  readonly #subjects: Subjects;

  private constructor(options: {
    clock: Clock;
    recorder: Pick<DeliveryRecorder, 'record'>;
    subjects: Subjects;
  }) {
    this.#clock = options.clock;
    this.#recorder = options.recorder;
    this.#subjects = options.subjects;
  }

  async take(
    source: DeliverySource,
    facts: readonly ReceivedFact[],
  ): Promise<IntakeOutcome> {
    const events = new Map<string, DeliveryEvent>();
    const unknown: string[] = [];
    for (const fact of facts) {
      const resolved = await this.#subjects.resolve(fact.subject);
      if (resolved.kind === 'unknown') {
        unknown.push(resolved.what);
      } else if (resolved.kind === 'known') {
        for (const subject of resolved.subjects) {
          if (!(fact.ofLastingWork && subject.ends)) {
            const event = this.#eventOf({ source, fact, subject });
            events.set(event.id, event);
          }
        }
      }
    }
    const { added } = await this.#recorder.record([...events.values()]);
    return {
      services: [
        ...new Set([...events.values()].map(({ service }) => service)),
      ],
      added: added.length,
      known: events.size - added.length,
      unknown,
    };
  }

  #eventOf(options: {
    source: DeliverySource;
    fact: ReceivedFact;
    subject: Subject;
  }): DeliveryEvent {
    const { source, fact } = options;
    const { service, environment, image } = options.subject;
    const { state, outcome, url, commit } = fact;
    const toldAt = fact.at && new Date(fact.at).toISOString();
    const facts: Record<string, string> = {};
    for (const [key, value] of Object.entries(fact.facts)) {
      if (value !== undefined && value !== '') {
        facts[key] = plain(value, MAX_FACT);
      }
    }
    const told = {
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
    // Without a time of its own, the same words about the same thing are the same event, whenever they come. With one, it
    // is the time that was told: what it is held back to moves on with the clock.
    const id = createHash('sha256')
      .update(JSON.stringify([told, toldAt]))
      .digest('hex')
      .slice(0, 40);
    const at = toldAt ? this.#within(toldAt) : isoNow(this.#clock);
    return { ...told, id: `${source}:${id}`, at };
  }

  #within(at: string): string {
    const latest = this.#clock.now() + AHEAD_MS;
    return new Date(Math.min(Date.parse(at), latest)).toISOString();
  }
}

/** One line without what no text for people needs, at most so long. */
function plain(text: string, max: number): string {
  const line = text
    // eslint-disable-next-line no-control-regex -- taking them out is the point
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}
