import { code } from '../derive/documents/markdown';
import { replicated } from './replicated';
import type { WorkloadShape } from './shape';

/** Replicas that let traffic in for other services. */
export const gateway: WorkloadShape = {
  types: ['gateway'],
  plan: options => replicated.plan(options),
  derive: (ctx, providers) => replicated.derive(ctx, providers),
  notes: ctx => {
    const part = ctx.intent.spec.gateway;
    return part
      ? {
          failureModes: [
            `Requests are refused that are meant well: look at what the web application firewall dropped (${code(
              part.waf,
            )}), then at authentication and rate limit.`,
            'Every host fails at once: this gateway, its certificates or its name server; one host fails alone: the service behind it.',
          ],
        }
      : {};
  },
};
