import type { PrometheusRule } from '@fairway/plugin-slo-common';
import { openMetrics, type HistorySeries } from './history';

/** What a test asks of a real server that answers PromQL, beside what the source asks. */
export abstract class PromqlServer {
  /** The address before `/api/v1`. */
  abstract get url(): string;

  /** Adds samples, in the text format of OpenMetrics. */
  abstract addHistory(text: string): Promise<void>;

  /**
   * Adds what recording rules would have written, computed by itself; while it runs, to be seen after a restart. What
   * they compute from each other is left out.
   */
  async addRecordings(options: {
    rules: PrometheusRule[];
    from: number;
    to: number;
    everySeconds: number;
  }): Promise<void> {
    const { from, to, everySeconds } = options;
    const series: HistorySeries[] = [];
    for (const rule of options.rules) {
      if (!('record' in rule)) {
        continue;
      }
      const { data } = await this.get(
        `/query_range?${new URLSearchParams({
          query: rule.expr,
          start: `${from / 1000}`,
          end: `${to / 1000}`,
          step: `${everySeconds}`,
          // VictoriaMetrics moves both to multiples of the step else.
          nocache: '1',
        })}`,
      );
      for (const { metric, values } of data.result) {
        const points = new Map<number, string>(values);
        const { __name__, ...labels } = metric;
        series.push({
          metric: rule.record,
          type: 'gauge',
          labels: { ...labels, ...rule.labels },
          at: seconds => points.get(seconds),
        });
      }
    }
    await this.addHistory(openMetrics({ series, from, to, everySeconds }));
  }

  /** What it answers itself: the values of all series, `at` in epoch milliseconds. */
  async valuesOf(expr: string, at: number): Promise<number[]> {
    const query = new URLSearchParams({ query: expr, time: `${at / 1000}` });
    const { data, error } = await this.get(`/query?${query}`);
    if (error) {
      throw new Error(`${expr}: ${error}`);
    }
    return data.result.map(({ value }: { value: [number, string] }) =>
      Number(value[1]),
    );
  }

  /** The one value that it answers. */
  async valueOf(expr: string, at: number): Promise<number> {
    const values = await this.valuesOf(expr, at);
    if (values.length !== 1) {
      throw new Error(`${expr}: ${values.length} series`);
    }
    return values[0];
  }

  /** Its API, below `/api/v1`. */
  async get(route: string) {
    const answer = await fetch(`${this.url}/api/v1${route}`);
    return answer.json();
  }
}
