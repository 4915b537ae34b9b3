/** Colours by what they say: `accent` is what is looked at, `muted` what it is compared with. @public */
export type ChartTone = 'accent' | 'muted' | 'good' | 'attention' | 'critical';

/** One line of a chart. @public */
export interface TimeSeries {
  id: string;
  title: string;
  tone: ChartTone;
  /** Filled down to zero; a plain line when left out. */
  area?: boolean;
}

/** What the series say of one stretch of time. @public */
export interface TimePoint {
  /** Begin, epoch milliseconds. */
  at: number;
  /** Length; time between two stretches is a gap. */
  seconds: number;
  /** By series; what is missing or undefined is a gap. */
  values: Readonly<Record<string, number | undefined>>;
}

/** A value that matters. @public */
export interface TimeThreshold {
  value: number;
  label: string;
  tone: ChartTone;
}

/** A stretch of time that is set off from the rest. @public */
export interface TimeRange {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  title: string;
  /** `excluded` is hatched, as what is not counted; `trouble` is what went wrong. */
  kind: 'excluded' | 'trouble';
}

/** Something that happened at one moment. @public */
export interface TimeMarker {
  /** Epoch milliseconds. */
  at: number;
  title: string;
  /** Where to read more. */
  url?: string;
}

/** Room left and right of what is drawn, in pixels, so that what stands above it is at the same time. */
export const PLOT = { left: 60, right: 12 } as const;

/** Height of the name of a threshold, in pixels. */
const NAME = 13;

/** Whether the name of a threshold stands below its line: in the upper half, so that it stays in the drawing. */
export function isNamedBelow(
  value: number,
  { bottom, top }: { bottom: number; top: number },
): boolean {
  return value > (bottom + top) / 2;
}

/** Thresholds whose names can be read: of those that would stand on each other, the one of the highest value. */
export function namedThresholds(options: {
  thresholds: readonly TimeThreshold[];
  bottom: number;
  top: number;
  /** Of the drawing, in pixels. */
  height: number;
}): ReadonlySet<TimeThreshold> {
  const { thresholds, height, ...axis } = options;
  const { bottom, top } = axis;
  const named = new Set<TimeThreshold>();
  let last = -Infinity;
  for (const threshold of [...thresholds].sort((a, b) => b.value - a.value)) {
    const { value } = threshold;
    const line = ((top - value) / (top - bottom)) * height;
    const place = line + (isNamedBelow(value, axis) ? NAME / 2 : -NAME / 2);
    if (place - last >= NAME) {
      named.add(threshold);
      last = place;
    }
  }
  return named;
}

/** Points with one in each gap that says nothing, so that no line is drawn across. */
export function withGaps(points: readonly TimePoint[]): TimePoint[] {
  return points.flatMap((point, index) => {
    const end = point.at + point.seconds * 1000;
    const next = points[index + 1];
    // Clocks that differ by less than half a stretch leave no gap.
    return next && next.at - end > point.seconds * 500
      ? [point, { at: end, seconds: (next.at - end) / 1000, values: {} }]
      : [point];
  });
}

/** At most `most` of them, evenly, the first and the last among them. */
export function evenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) {
    return [...items];
  }
  const step = (items.length - 1) / (most - 1);
  return Array.from(
    { length: most },
    (_item, index) => items[Math.round(index * step)],
  );
}

/** Which of the points of a series have no neighbour to draw a line to: they are seen as dots. */
export function aloneIn(
  points: readonly TimePoint[],
  series: string,
): ReadonlySet<number> {
  const has = (index: number) => points[index]?.values[series] !== undefined;
  return new Set(
    points.flatMap((_point, index) =>
      has(index) && !has(index - 1) && !has(index + 1) ? [index] : [],
    ),
  );
}

/** Markers that would lie on each other, together. */
export interface MarkerGroup {
  /** Of the first. */
  at: number;
  markers: TimeMarker[];
}

/** Groups markers that are nearer to each other than `share` of the time that is shown; those outside are left out. */
export function groupMarkers(options: {
  markers: readonly TimeMarker[];
  from: number;
  to: number;
  share?: number;
}): MarkerGroup[] {
  const { markers, from, to, share = 0.018 } = options;
  const groups: MarkerGroup[] = [];
  const shown = markers
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at);
  for (const marker of shown) {
    const last = groups[groups.length - 1];
    if (last && marker.at - last.at < (to - from) * share) {
      last.markers.push(marker);
    } else {
      groups.push({ at: marker.at, markers: [marker] });
    }
  }
  return groups;
}
