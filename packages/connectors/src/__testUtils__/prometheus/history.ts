/** A counter or gauge over time, in epoch seconds. */
export interface HistorySeries {
  /** Without `_total` for counters. */
  metric: string;
  type: 'counter' | 'gauge';
  labels: Record<string, string>;
  /** Its value; undefined where there is no sample. */
  at(seconds: number): number | string | undefined;
}

/** Samples in the text format of OpenMetrics, as `promtool` takes them. */
export function openMetrics(options: {
  series: HistorySeries[];
  from: number;
  to: number;
  everySeconds: number;
}): string {
  const { series, from, to, everySeconds } = options;
  const lines: string[] = [];
  const metrics = new Map(series.map(({ metric, type }) => [metric, type]));
  for (const [metric, type] of metrics) {
    lines.push(`# TYPE ${metric} ${type}`);
    for (const one of series.filter(other => other.metric === metric)) {
      const labels = Object.entries(one.labels)
        .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
        .join(',');
      const name = type === 'counter' ? `${metric}_total` : metric;
      for (let at = from / 1000; at <= to / 1000; at += everySeconds) {
        const value = one.at(at);
        if (value !== undefined) {
          lines.push(`${name}{${labels}} ${value} ${at}`);
        }
      }
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}
