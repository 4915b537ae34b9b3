const DAY_MS = 24 * 60 * 60 * 1000;
const NEAR_EXPIRY_DAYS = 14;

/** Last moment of an expiry as epoch milliseconds: a day ends at its last second, UTC. */
function endOf(expires: string): number {
  return Date.parse(expires.includes('T') ? expires : `${expires}T23:59:59Z`);
}

/** The first moment, epoch milliseconds, at which an expiry has passed. */
export function pastFrom(expires: string): number {
  return (Math.floor(endOf(expires) / 1000) + 1) * 1000;
}

/** Whether an expiry has passed at `now`, epoch milliseconds. The compiler counts whole seconds, so this does too. */
export function isPast(expires: string, now: number): boolean {
  return Math.floor(now / 1000) * 1000 > endOf(expires);
}

/** How an exception stands at `now`, epoch milliseconds. */
export function exceptionState(
  expires: string,
  now: number,
): { state: 'active' | 'near-expiry' | 'expired'; daysLeft: number } {
  const end = endOf(expires);
  const daysLeft = Math.max(0, Math.floor((end - now) / DAY_MS));
  if (isPast(expires, now)) {
    return { state: 'expired', daysLeft: 0 };
  }
  return {
    state: end - now <= NEAR_EXPIRY_DAYS * DAY_MS ? 'near-expiry' : 'active',
    daysLeft,
  };
}
