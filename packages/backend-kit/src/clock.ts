/** The time, passed in so that tests and replays can say what it is. Epoch milliseconds, UTC. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The clock's time as the ISO 8601 text that answers and records hold. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
