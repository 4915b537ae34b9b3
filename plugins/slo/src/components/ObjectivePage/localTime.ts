/** A moment as an input of the browser has it: local time to the minute, `2026-11-22T09:30`. */
export function localInput(at: number): string {
  const time = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return time.toISOString().slice(0, 16);
}

/** The moment that was put in; undefined where it is none. */
export function momentIn(input: string): number | undefined {
  const at = new Date(input).getTime();
  return input === '' || Number.isNaN(at) ? undefined : at;
}
