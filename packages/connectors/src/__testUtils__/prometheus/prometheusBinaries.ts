import { peerPrograms } from './peerPrograms';

/** Files of `prometheus` and `promtool`, or why there are none. */
export interface PrometheusBinaries {
  prometheus?: string;
  promtool?: string;
  reason?: string;
}

let found: PrometheusBinaries | undefined;

export function prometheusBinaries(): PrometheusBinaries {
  found ??= peerPrograms('prometheus.mjs');
  return found;
}

/** Why there is no Prometheus on this machine; undefined when there is one. */
export function whyNoPrometheus(): string | undefined {
  const { prometheus, promtool, reason } = prometheusBinaries();
  return prometheus && promtool ? undefined : reason ?? 'it was not found';
}
