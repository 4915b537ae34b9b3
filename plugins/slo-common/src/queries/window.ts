import { InputError } from '@backstage/errors';
import { secondsOfPromDuration } from '../promql';

/** @throws InputError for what is no duration of Prometheus */
export function secondsOfWindow(window: string): number {
  const seconds = secondsOfPromDuration(window);
  if (!seconds) {
    throw new InputError(
      `${window} is no window; write it as Prometheus does, such as 1h30m.`,
    );
  }
  return seconds;
}

/** The window as rules write it, among those that they record: `60m` may be recorded as `1h`. */
export function recordedWindow(
  recorded: string[],
  window: string,
): string | undefined {
  const seconds = secondsOfWindow(window);
  return recorded.find(known => secondsOfPromDuration(known) === seconds);
}
