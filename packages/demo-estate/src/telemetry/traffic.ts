import { createRandom } from '../random';

/** Telemetry is made minute by minute: the same service, minute and seed give the same events. */
export const MINUTE_MS = 60_000;

const MINUTES_OF_DAY = 1440;

/** How one indicator of one service behaves. */
export interface Traffic {
  /** Requests a minute at the busiest time of a weekday. */
  perMinute: number;
  /** Times the share that the objective allows is bad on an ordinary day. */
  spends: number;
  /** 1 − target. */
  allowed: number;
  /** Minute of the day, UTC, at which it is busiest. */
  busiest: number;
  key: number;
}

/** Events of one minute. */
export interface Minute {
  bad: number;
  total: number;
}

/** What is typical for this indicator; drawn once. */
export function trafficOf(options: {
  seed: number;
  service: string;
  indicator: string;
  target: number;
}): Traffic {
  const { seed, service, indicator, target } = options;
  // Callers are the same for each indicator of a service; what goes wrong is not.
  const callers = createRandom(seed, 'traffic', service);
  const random = createRandom(seed, 'indicator', service, indicator);
  const luck = random.next();
  let spends = 0.08 + random.next() * 0.45;
  if (luck > 0.96) {
    spends = 1.05 + random.next() * 0.5;
  } else if (luck > 0.8) {
    spends = 0.6 + random.next() * 0.35;
  }
  return {
    // From a few requests an hour to some hundred a second, most in between.
    perMinute: callers.chance(0.04)
      ? 0.02
      : Math.exp(Math.log(6) + callers.next() * Math.log(800)),
    spends,
    allowed: 1 - target,
    busiest: 600 + callers.between(0, 420),
    key: random.between(1, 0x7fff_ffff),
  };
}

/** Events of the minute that begins at `minute` × 60 s since the epoch. */
export function minuteOf(traffic: Traffic, minute: number): Minute {
  const ofDay = minute % MINUTES_OF_DAY;
  const day = (minute - ofDay) / MINUTES_OF_DAY;
  // 1970-01-01 was a Thursday.
  const weekday = (day + 4) % 7;
  const weekend = weekday === 0 || weekday === 6 ? 0.55 : 1;
  const angle = ((ofDay - traffic.busiest) / MINUTES_OF_DAY) * 2 * Math.PI;
  const season = (0.62 + 0.38 * Math.cos(angle)) * weekend;
  const noise = 0.9 + 0.2 * draw(traffic.key, minute);
  const total = whole(
    traffic.perMinute * season * noise,
    draw(traffic.key ^ 0x5bd1, minute),
  );
  const share =
    traffic.allowed * traffic.spends * (0.7 + 0.6 * draw(traffic.key, day)) +
    troubleAt(traffic, day, ofDay);
  const bad = whole(
    total * Math.min(1, share),
    draw(traffic.key ^ 0x9e37, minute),
  );
  return { bad: Math.min(bad, total), total };
}

/** On one day in twenty something went wrong for some minutes: the steps of a burn-down. */
function troubleAt(traffic: Traffic, day: number, ofDay: number): number {
  if (draw(traffic.key ^ 0x1234, day) > 0.05) {
    return 0;
  }
  const begin = Math.floor(draw(traffic.key ^ 0x2345, day) * 1380);
  const length = 4 + Math.floor(draw(traffic.key ^ 0x3456, day) * 40);
  return ofDay >= begin && ofDay < begin + length
    ? traffic.allowed * (20 + draw(traffic.key ^ 0x4567, day) * 150)
    : 0;
}

/** Events are whole; over many minutes the fraction comes out right. */
function whole(expected: number, luck: number): number {
  return Math.floor(expected + luck);
}

/** In [0, 1), of a key and a number: cheap, since millions are drawn. */
function draw(key: number, number: number): number {
  let mixed = Math.imul(key ^ (number + 0x6d2b79f5), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return (mixed >>> 0) / 0x1_0000_0000;
}
