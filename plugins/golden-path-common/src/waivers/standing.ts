import { isExpired, pastFrom } from './expiry';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days before the end owner and approver are told where the contract does not say, the earliest first. @public */
export const EXPIRY_NOTICE_DAYS = [30, 7] as const;

/** @public */
export type WaiverState = 'active' | 'near-expiry' | 'expired';

/** How something that ends stands. @public */
export interface ExpiryStanding {
  /** Near from the first notice on. */
  state: WaiverState;
  /** Whole days that are left; 0 on the last and afterwards. */
  daysLeft: number;
}

/**
 * How something that ends on a day or at a moment stands at `now`, epoch milliseconds.
 * @public
 */
export function standingOf(expires: string, now: number): ExpiryStanding {
  if (isExpired(expires, now)) {
    return { state: 'expired', daysLeft: 0 };
  }
  const left = pastFrom(expires) - now;
  return {
    state: left <= EXPIRY_NOTICE_DAYS[0] * DAY_MS ? 'near-expiry' : 'active',
    daysLeft: Math.max(0, Math.ceil(left / DAY_MS) - 1),
  };
}

/**
 * The notice that is due at `now`, epoch milliseconds: the last that has begun, so that nobody is told twice when
 * several have. None before the first, and none when the end has passed.
 *
 * @param notices - Days before the end, in any order: `approvals.expiryNotices` of the contract.
 * @public
 */
export function noticeDue(
  expires: string,
  now: number,
  notices: readonly number[] = EXPIRY_NOTICE_DAYS,
): number | undefined {
  if (isExpired(expires, now)) {
    return undefined;
  }
  const left = pastFrom(expires) - now;
  return [...notices].sort((a, b) => a - b).find(days => left <= days * DAY_MS);
}
