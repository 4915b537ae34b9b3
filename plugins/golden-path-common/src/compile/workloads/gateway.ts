import { code } from '../derive/documents/markdown';
import type { EnvironmentContext } from '../context';
import type { WorkAlert } from '../workNotes';
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
          alerts: certificateAlerts(ctx),
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

/** Of the hosts beside the public one, which every service with a route has an alert for. */
function certificateAlerts({
  name,
  namespace,
  settings: { gatewayHosts = [] },
}: Pick<EnvironmentContext, 'name' | 'namespace' | 'settings'>): WorkAlert[] {
  return gatewayHosts.length === 0
    ? []
    : [
        {
          alert: 'CertificateOfHostExpiresSoon',
          expr: `certmanager_certificate_expiration_timestamp_seconds{namespace="${namespace}",name=~"${name}[.].+"} - time() < 14 * 86400`,
          for: '1h',
          summary: `${name}: the certificate {{ $labels.name }} was not renewed`,
          description:
            'Less than 14 days are left of it. cert-manager renews at a third of the lifetime, so something is in its way.',
          from: 'intent:/spec/gateway/hosts',
          why: 'Each host has a certificate of its own, and one that expires takes down one host.',
        },
      ];
}
