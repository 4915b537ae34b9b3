import { InputError } from '@backstage/errors';

/** Epoch milliseconds of a moment that is given as such or as ISO text. */
export function millisOf(moment: string | number): number {
  const millis = typeof moment === 'number' ? moment : Date.parse(moment);
  if (Number.isNaN(millis)) {
    throw new InputError(
      `"${moment}" is no moment in time; give an ISO date and time such as 2027-03-31T12:00:00Z`,
    );
  }
  return millis;
}

/** The last second that still counts: a day counts until its last second in UTC, a moment until that very second. */
export function lastSecondOf(expires: string): string {
  return expires.includes('T') ? expires : `${expires}T23:59:59Z`;
}

/** Whether the end has passed; see {@link lastSecondOf}. */
export function isExpired(expires: string, now: number): boolean {
  // Whole seconds: half a second into the last one it still holds.
  return Math.floor(now / 1000) * 1000 > Date.parse(lastSecondOf(expires));
}

/** The first moment, epoch milliseconds, at which the end has passed: the second after the last one. */
export function pastFrom(expires: string): number {
  return Date.parse(lastSecondOf(expires)) + 1000;
}
