import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Gateway } from '../../crds/gateway';
import type { EnteredHost, WayIn } from './wayIn';

/** Name of the listener that routes attach to. */
export const HTTPS = 'https';

/** Name of the listener of one of the hosts; that of the first, which most have alone, is plain. */
export function listenerName({ host }: EnteredHost, index: number): string {
  return index === 0 ? HTTPS : `${HTTPS}.${host}`;
}

/** A way in with a listener for each exact host. */
export function deriveGateway(ctx: EnvironmentContext, wayIn: WayIn): Derived {
  const { hosts, className, classFrom, reach } = wayIn;
  const gateway: Gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      gatewayClassName: className,
      listeners: hosts.map((entered, index) => ({
        name: listenerName(entered, index),
        hostname: entered.host,
        port: 443,
        protocol: 'HTTPS',
        tls: {
          mode: 'Terminate',
          certificateRefs: [
            { group: '', kind: 'Secret', name: entered.secret },
          ],
        },
        allowedRoutes: { namespaces: { from: 'Same' } },
      })),
    },
  };
  return derivedForService(ctx, gateway, [
    because(
      '',
      'intent:/spec/exposure',
      reach === 'public'
        ? 'The service is public; its host has a listener of its own, so that nobody else can attach a route to it.'
        : 'A gateway inside the company; each of its hosts has a listener of its own, so that nobody else can attach a route to it.',
    ),
    because(
      '/spec/gatewayClassName',
      classFrom,
      `${className} is the way in that the platform runs.`,
    ),
    ...hosts.flatMap(({ from }, index) => {
      const listener = `/spec/listeners/${index}`;
      return [
        because(
          listener,
          'policy:route-tls',
          'HTTPS on 443 only: there is no listener without TLS that traffic could fall back to.',
        ),
        because(
          `${listener}/hostname`,
          from,
          `The ${reach} host in ${ctx.environment.name}.`,
        ),
        because(
          `${listener}/allowedRoutes`,
          'fairway:own-host',
          'Routes of this namespace only.',
        ),
      ];
    }),
  ]);
}
