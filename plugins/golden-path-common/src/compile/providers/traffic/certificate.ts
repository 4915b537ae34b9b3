import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Certificate } from '../../crds/gateway';
import type { EnteredHost } from './wayIn';

/** The certificate of one host, whatever the traffic provider is. */
export function deriveCertificate(
  ctx: EnvironmentContext,
  { host, from, name, secret }: EnteredHost,
): Derived {
  const { issuer } = ctx.contract.providers.traffic;
  const certificate: Certificate = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: metadataOf(ctx, name),
    spec: {
      secretName: secret,
      dnsNames: [host],
      issuerRef: {
        group: 'cert-manager.io',
        kind: 'ClusterIssuer',
        name: issuer,
      },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth'],
    },
  };
  return derivedForService(ctx, certificate, [
    because(
      '',
      'policy:route-tls',
      'Every public route has TLS, and a certificate that renews itself.',
    ),
    because(
      '/spec/secretName',
      'fairway:names',
      'The listener takes the certificate from here.',
    ),
    because(
      '/spec/dnsNames',
      from,
      `The ${ctx.intent.spec.exposure} host in ${ctx.environment.name}.`,
    ),
    because(
      '/spec/issuerRef',
      'contract:/providers/traffic/issuer',
      `${issuer} signs for the domains of the contract.`,
    ),
    because(
      '/spec/privateKey',
      'fairway:fresh-keys',
      'A new key with each renewal, so that an old one loses its worth.',
    ),
    because(
      '/spec/usages',
      'fairway:fresh-keys',
      'For serving TLS and nothing else.',
    ),
  ]);
}
