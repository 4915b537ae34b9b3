import type { TimeWindow } from '../../model';
import { calendarOf, secondsOfShorthand } from './schema/durations';
import type { SloTimeWindow } from './schema/slo';

/** The window of the budget; of the period that was asked for where the document names none. */
export function timeWindowOf(
  window: SloTimeWindow | undefined,
  periodSeconds: number,
): TimeWindow {
  if (!window) {
    return { kind: 'rolling', seconds: periodSeconds };
  }
  const { calendar, duration } = window;
  const aligned = calendar && calendarOf(duration);
  if (!aligned) {
    return { kind: 'rolling', seconds: secondsOfShorthand(duration) };
  }
  const { startTime, timeZone } = calendar;
  return {
    kind: 'calendar',
    ...aligned,
    start: startTime.includes(' ') ? startTime : `${startTime} 00:00:00`,
    timeZone,
  };
}

/** How long the rules of a window look back: of the calendar, its usual length. */
export function periodOf(
  window: SloTimeWindow | undefined,
  periodSeconds: number,
): number {
  return window ? secondsOfShorthand(window.duration) : periodSeconds;
}
