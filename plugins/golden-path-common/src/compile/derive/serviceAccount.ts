import type { IServiceAccount } from 'kubernetes-models/v1';
import { because } from '../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../context';
import type { Manifest } from '../manifest';

/** The identity of the service in the cluster, without a token. */
export function deriveServiceAccount(ctx: EnvironmentContext): Derived {
  const account: Manifest<IServiceAccount> = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(ctx, ctx.name),
    automountServiceAccountToken: false,
  };
  return derivedForService(ctx, account, [
    because(
      '',
      'fairway:own-service-account',
      'An account of its own, so that no right given to another service reaches this one.',
    ),
    because(
      '/automountServiceAccountToken',
      'policy:service-account-token',
      'Nothing here calls the Kubernetes API, so no pod gets a token.',
    ),
  ]);
}
