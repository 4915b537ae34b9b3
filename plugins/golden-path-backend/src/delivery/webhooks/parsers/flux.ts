import { z } from 'zod';
import { moment, name, type Parser, type ReceivedFact } from '../received';

const schema = z.object({
  involvedObject: z.object({ kind: z.string().max(80), name }),
  severity: z.enum(['trace', 'info', 'error']),
  timestamp: moment,
  message: z.string().max(100_000),
  reason: z.string().max(120),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** Reasons that tell of the health of what was applied, and not of applying it. */
const HEALTH = ['HealthCheckFailed', 'HealthCheckCanceled'];

/** An event of the notification controller of Flux, v1beta1 to v1. */
export const flux: Parser = {
  expects: 'an event of the notification controller of Flux',
  parse(body) {
    const event = schema.parse(body);
    const { involvedObject, severity, reason, message } = event;
    if (involvedObject.kind !== 'Kustomization') {
      return [];
    }
    const revision = revisionOf(event.metadata ?? {});
    const base = {
      subject: { application: involvedObject.name, images: [] },
      at: event.timestamp,
      commit: revision,
      facts: {
        revision,
        reason,
        // Alerts may carry what tells one cluster from another.
        cluster: event.metadata?.cluster,
      },
    };
    const told = (
      state: 'synced' | 'ready',
      outcome: 'passed' | 'failed',
      summary: string,
    ): ReceivedFact => ({ ...base, state, outcome, summary });
    if (HEALTH.includes(reason)) {
      return [told('ready', 'failed', message)];
    }
    if (severity === 'error') {
      return [told('synced', 'failed', message)];
    }
    if (reason !== 'ReconciliationSucceeded') {
      return [];
    }
    return [
      told('synced', 'passed', message),
      // A Kustomization of ours waits for its workload, unless that ends by itself.
      {
        ...told('ready', 'passed', `${involvedObject.name} is ready`),
        ofLastingWork: true,
      },
    ];
  },
};

/** `main@sha1:<commit>`; the key has the group of the object before it, unless the controller has taken that off. */
function revisionOf(metadata: Record<string, string>): string | undefined {
  const key = Object.keys(metadata).find(
    each => each === 'revision' || each.endsWith('/revision'),
  );
  return /(?:^|[:/@])([0-9a-f]{40})$/.exec((key && metadata[key]) ?? '')?.[1];
}
