/** Go durations know no days: `90d` is `2160h`. */
export function goDuration(duration: string): string {
  return duration.endsWith('d')
    ? `${Number(duration.slice(0, -1)) * 24}h`
    : duration;
}
