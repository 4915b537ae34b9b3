import {
  EXPIRY_NOTICE_DAYS,
  pastFrom,
} from '@fairway/plugin-golden-path-common';
import { useEffect, useState } from 'react';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Browsers count a longer wait as none. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * The time, epoch milliseconds, read again in the second in which one of the ends comes near or has passed: a page
 * that stays open says what holds now.
 *
 * @param ends - Days or moments, ISO 8601.
 */
export function useNowAtEnds(ends: readonly string[]): number {
  const [now, setNow] = useState(() => Date.now());
  const next = Math.min(
    ...ends
      .map(pastFrom)
      .flatMap(end => [end - EXPIRY_NOTICE_DAYS[0] * DAY_MS, end])
      .filter(moment => moment > now),
  );
  useEffect(() => {
    if (!Number.isFinite(next)) {
      return undefined;
    }
    const timer = setTimeout(
      () => setNow(Date.now()),
      Math.min(Math.max(next - Date.now(), 0), LONGEST_WAIT_MS),
    );
    return () => clearTimeout(timer);
    // Where the wait was too long for one go, `now` is what starts the next.
  }, [next, now]);
  return now;
}
