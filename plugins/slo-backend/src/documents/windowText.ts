import type { TimeWindow } from '@fairway/plugin-slo-common';

const UNITS: [string, number][] = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

/** `30d`, `1h30m`, `month`, `2 weeks`: for people. */
export function windowText(window: TimeWindow): string {
  if (window.kind === 'calendar') {
    const { count, unit } = window;
    return count === 1 ? unit : `${count} ${unit}s`;
  }
  let left = window.seconds;
  return UNITS.map(([name, seconds]) => {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    return count > 0 ? `${count}${name}` : '';
  }).join('');
}
