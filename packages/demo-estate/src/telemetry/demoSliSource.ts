import {
  secondsOfPromDuration,
  type Objective,
  type Reading,
  type RatiosAnswer,
  type SliSource,
  type Slot,
  type SlotsAnswer,
} from '@fairway/plugin-slo-common';
import type { DemoFaults } from './faults';
import { isServed } from './served';
import { faultAt, Telemetry, type Events } from './Telemetry';

/** So many objectives are answered before others get a turn. */
const SLICE = 50;
const DOWN =
  'The store of the demo does not answer, because somebody switched that on; end it on the demo page.';

/**
 * The series of the demo estate: made from a seed, with the faults that are switched on.
 * @public
 */
export function createDemoSliSource(options: {
  seed: number;
  services: ReadonlySet<string>;
  faults: DemoFaults;
  /** Epoch milliseconds of now: a store that is down answers nothing, of whatever time it is asked for. */
  clock: () => number;
}): SliSource {
  const { seed, services, faults, clock } = options;
  const telemetry = Telemetry.create({ seed, faults });

  function readingOf(
    objective: Objective,
    window: string,
    at: number,
  ): Reading {
    const { service } = objective;
    const seconds = secondsOfPromDuration(window) ?? 0;
    if (faultAt(faults, 'garbage', at, service)) {
      return {
        kind: 'unusable',
        why: 'nan',
        message: `The store answers NaN for ${objective.id}.`,
      };
    }
    if (!isServed(objective) || faultAt(faults, 'no-data', at, service)) {
      return { kind: 'no-data' };
    }
    const events = telemetry.between(objective, at - seconds * 1000, at);
    if (events.total === 0) {
      return { kind: 'no-data', idle: true };
    }
    return {
      kind: 'value',
      errorRatio: events.bad / events.total,
      ...(objective.sli.kind === 'events' && { events }),
    };
  }

  async function eachOf(
    objectives: Objective[],
    signal: AbortSignal | undefined,
    work: (objective: Objective) => void,
  ): Promise<void> {
    for (const [index, objective] of objectives.entries()) {
      if (index % SLICE === SLICE - 1) {
        await new Promise(resolve => setImmediate(resolve));
      }
      signal?.throwIfAborted();
      work(objective);
    }
  }

  return {
    id: 'demo-estate',
    title: 'Telemetry of the demo estate',
    knows: ({ service }) => services.has(service),

    async ratios({ objectives, windows, at, signal }): Promise<RatiosAnswer> {
      if (faultAt(faults, 'source-down', clock())) {
        return { readings: new Map(), failures: [failureOf(objectives)] };
      }
      const readings: RatiosAnswer['readings'] = new Map();
      await eachOf(objectives, signal, objective => {
        readings.set(
          objective.id,
          new Map(
            windows.map(window => [window, readingOf(objective, window, at)]),
          ),
        );
      });
      return { readings, failures: [] };
    },

    async slots({
      objectives,
      from,
      to,
      stepSeconds,
      signal,
    }): Promise<SlotsAnswer> {
      const answer: SlotsAnswer = {
        slots: new Map(),
        unusable: new Map(),
        failures: [],
      };
      if (faultAt(faults, 'source-down', clock())) {
        return { ...answer, failures: [failureOf(objectives)] };
      }
      const served = objectives.filter(isServed);
      await eachOf(served, signal, objective => {
        const slots: Slot[] = [];
        for (let at = from; at < to; at += stepSeconds * 1000) {
          const end = at + stepSeconds * 1000;
          const unseen =
            faultAt(faults, 'no-data', at, objective.service) ??
            faultAt(faults, 'garbage', at, objective.service);
          const events = telemetry.between(objective, at, end);
          if (!unseen && events.total > 0) {
            slots.push({
              at,
              seconds: stepSeconds,
              ...weighed(objective, events, stepSeconds),
            });
          }
        }
        answer.slots.set(objective.id, slots);
      });
      return answer;
    },
  };
}

/** Where only the share is known, seconds are counted and not events. */
function weighed(
  objective: Objective,
  events: Events,
  seconds: number,
): Events {
  return objective.sli.kind === 'events'
    ? events
    : { bad: (events.bad / events.total) * seconds, total: seconds };
}

function failureOf(objectives: Objective[]) {
  return { objectives: objectives.map(({ id }) => id), message: DOWN };
}
