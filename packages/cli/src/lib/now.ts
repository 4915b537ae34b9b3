import { unusable } from './failure';

/** The moment for which exceptions and overrides count: `--now`, else the clock. */
export function momentOf(now: string | undefined): string {
  if (now === undefined) {
    return new Date().toISOString();
  }
  const moment = Date.parse(now);
  if (Number.isNaN(moment)) {
    throw unusable(
      `fairway: --now ${now} is no moment; write one such as 2027-01-31T12:00:00Z`,
    );
  }
  return new Date(moment).toISOString();
}
