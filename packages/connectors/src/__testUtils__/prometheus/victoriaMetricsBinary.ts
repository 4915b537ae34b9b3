import { peerPrograms } from './peerPrograms';

/** File of VictoriaMetrics, or why there is none. */
export interface VictoriaMetricsBinary {
  victoriaMetrics?: string;
  reason?: string;
}

let found: VictoriaMetricsBinary | undefined;

export function victoriaMetricsBinary(): VictoriaMetricsBinary {
  found ??= peerPrograms('victoriaMetrics.mjs');
  return found;
}

/** Why there is no VictoriaMetrics on this machine; undefined when there is one. */
export function whyNoVictoriaMetrics(): string | undefined {
  const { victoriaMetrics, reason } = victoriaMetricsBinary();
  return victoriaMetrics ? undefined : reason ?? 'it was not found';
}
