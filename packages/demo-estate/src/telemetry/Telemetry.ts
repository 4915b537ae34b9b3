import type { Objective } from '@fairway/plugin-slo-common';
import { isActive, type DemoFault, type DemoFaults } from './faults';
import { MINUTE_MS, minuteOf, trafficOf, type Traffic } from './traffic';

const HOUR = 60;
/** Hours that are remembered for each indicator: a window of a month and some. */
const REMEMBERED_HOURS = 800;

/** Bad and all events of a stretch. */
export interface Events {
  bad: number;
  total: number;
}

interface Indicator {
  traffic: Traffic;
  /** Sums of whole hours without faults, by hour modulo the length; `hour` says which one is there. */
  hour: Int32Array;
  bad: Float64Array;
  total: Float64Array;
}

/** The events of the estate's services, with the faults that are switched on. */
export class Telemetry {
  static create(options: { seed: number; faults: DemoFaults }): Telemetry {
    return new Telemetry(options.seed, options.faults);
  }

  readonly #indicators = new Map<string, Indicator>();

  private constructor(
    private readonly seed: number,
    private readonly faults: DemoFaults,
  ) {}

  /** Events of whole minutes between two times, epoch milliseconds. */
  between(objective: Objective, from: number, to: number): Events {
    const indicator = this.#indicatorOf(objective);
    const begin = Math.floor(from / MINUTE_MS);
    const end = Math.floor(to / MINUTE_MS);
    const sum = sumOf(indicator, begin, end);
    for (const fault of this.#faultsOf(objective)) {
      addFault({ sum, fault, indicator, begin, end });
    }
    return {
      bad: Math.min(sum.total, Math.max(0, sum.bad)),
      total: Math.max(0, sum.total),
    };
  }

  #faultsOf(objective: Objective): DemoFault[] {
    const kinds: DemoFault['kind'][] = isLatency(objective)
      ? ['latency', 'outage', 'no-traffic']
      : ['errors', 'outage', 'no-traffic'];
    return this.faults
      .list()
      .filter(
        ({ service, kind }) =>
          service === objective.service && kinds.includes(kind),
      );
  }

  #indicatorOf(objective: Objective): Indicator {
    const kind = isLatency(objective) ? 'latency' : 'availability';
    const key = `${objective.service}/${objective.id}/${objective.target}`;
    const known = this.#indicators.get(key);
    if (known) {
      return known;
    }
    const indicator: Indicator = {
      traffic: trafficOf({
        seed: this.seed,
        service: objective.service,
        indicator: kind,
        target: objective.target,
      }),
      hour: new Int32Array(REMEMBERED_HOURS).fill(-1),
      bad: new Float64Array(REMEMBERED_HOURS),
      total: new Float64Array(REMEMBERED_HOURS),
    };
    this.#indicators.set(key, indicator);
    return indicator;
  }
}

function isLatency({ id, name }: Objective): boolean {
  return /latency|duration|slow/.test(`${id} ${name}`);
}

function sumOf(indicator: Indicator, begin: number, end: number): Events {
  const sum = { bad: 0, total: 0 };
  let minute = begin;
  while (minute < end) {
    if (minute % HOUR === 0 && minute + HOUR <= end) {
      const at = hourAt(indicator, minute / HOUR);
      sum.bad += indicator.bad[at];
      sum.total += indicator.total[at];
      minute += HOUR;
    } else {
      const { bad, total } = minuteOf(indicator.traffic, minute);
      sum.bad += bad;
      sum.total += total;
      minute += 1;
    }
  }
  return sum;
}

function hourAt(indicator: Indicator, hour: number): number {
  const at = hour % REMEMBERED_HOURS;
  if (indicator.hour[at] !== hour) {
    let bad = 0;
    let total = 0;
    for (let minute = hour * HOUR; minute < (hour + 1) * HOUR; minute++) {
      const events = minuteOf(indicator.traffic, minute);
      bad += events.bad;
      total += events.total;
    }
    indicator.hour[at] = hour;
    indicator.bad[at] = bad;
    indicator.total[at] = total;
  }
  return at;
}

function addFault(options: {
  sum: Events;
  fault: DemoFault;
  indicator: Indicator;
  begin: number;
  end: number;
}): void {
  const { sum, fault, indicator } = options;
  const begin = Math.max(options.begin, Math.floor(fault.from / MINUTE_MS));
  const end =
    fault.to === undefined
      ? options.end
      : Math.min(options.end, Math.floor(fault.to / MINUTE_MS));
  for (let minute = begin; minute < end; minute++) {
    const { bad, total } = minuteOf(indicator.traffic, minute);
    if (fault.kind === 'no-traffic') {
      sum.bad -= bad;
      sum.total -= total;
    } else {
      const share = fault.kind === 'outage' ? 1 : fault.share;
      sum.bad += Math.round((total - bad) * share);
    }
  }
}

/** The fault of one service and kind that is on at a time. */
export function faultAt(
  faults: DemoFaults,
  kind: DemoFault['kind'],
  at: number,
  service?: string,
): DemoFault | undefined {
  return faults
    .list()
    .find(
      fault =>
        fault.kind === kind &&
        (service === undefined || fault.service === service) &&
        isActive(fault, at),
    );
}
