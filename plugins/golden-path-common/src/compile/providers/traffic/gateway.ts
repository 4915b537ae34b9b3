import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Gateway } from '../../crds/gateway';
import { certificateName } from '../../names';

/** Name of the listener that routes attach to. */
export const HTTPS = 'https';

/** A way in with one listener, for the exact host. */
export function deriveGateway(ctx: EnvironmentContext, host: string): Derived {
  const { gatewayClass } = ctx.contract.providers.traffic;
  const gateway: Gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      gatewayClassName: gatewayClass,
      listeners: [
        {
          name: HTTPS,
          hostname: host,
          port: 443,
          protocol: 'HTTPS',
          tls: {
            mode: 'Terminate',
            certificateRefs: [
              { group: '', kind: 'Secret', name: certificateName(ctx.name) },
            ],
          },
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    },
  };
  const listener = '/spec/listeners/0';
  return derivedForService(ctx, gateway, [
    because(
      '',
      'intent:/spec/exposure',
      'The service is public; its host has a listener of its own, so that nobody else can attach a route to it.',
    ),
    because(
      '/spec/gatewayClassName',
      'contract:/providers/traffic/gatewayClass',
      `${gatewayClass} is the way in that the platform runs.`,
    ),
    because(
      listener,
      'policy:route-tls',
      'HTTPS on 443 only: there is no listener without TLS that traffic could fall back to.',
    ),
    because(
      `${listener}/hostname`,
      'intent:/spec/route/host',
      `The public host in ${ctx.environment.name}.`,
    ),
    because(
      `${listener}/allowedRoutes`,
      'fairway:own-host',
      'Routes of this namespace only.',
    ),
  ]);
}
