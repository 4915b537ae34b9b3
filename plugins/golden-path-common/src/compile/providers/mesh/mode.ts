import type { PlatformContract } from '../../../model';
import { because, pointer } from '../../because';
import {
  type Derived,
  type NamespaceContext,
  derivedForNamespace,
} from '../../context';
import type { PeerAuthentication } from '../../crds/istio';

/** Says of an AuthorizationPolicy that it only notes what it would refuse. */
const DRY_RUN = 'istio.io/dry-run';

interface MeshMode {
  mode: 'permissive' | 'strict';
  from: string;
}

/** The mode that holds in a namespace: the last override that fits, else that of the mesh. */
export function modeOf(place: {
  contract: PlatformContract;
  environment: { name: string };
  namespace: string;
}): MeshMode {
  const { mesh } = place.contract.providers;
  const overrides = mesh.overrides ?? [];
  const index = overrides.findLastIndex(
    ({ environment, namespace }) =>
      (environment ?? place.environment.name) === place.environment.name &&
      (namespace ?? place.namespace) === place.namespace,
  );
  return index >= 0
    ? {
        mode: overrides[index].mode,
        from: `contract:/providers/mesh/overrides/${index}/mode`,
      }
    : {
        mode: mesh.mode ?? 'permissive',
        from: 'contract:/providers/mesh/mode',
      };
}

/** Annotations of a policy that is enforced in strict mode only, and the reason. */
export function enforcement({ mode, from }: MeshMode) {
  return mode === 'strict'
    ? { annotations: undefined, reasons: [] }
    : {
        annotations: { [DRY_RUN]: 'true' },
        reasons: [
          because(
            pointer('metadata', 'annotations', DRY_RUN),
            from,
            'Permissive: what the policy would refuse is counted and let pass, because callers may not have an identity yet. The network rules hold the agreements until the mode is strict.',
          ),
        ],
      };
}

/** Whether a caller in the namespace may come without an identity. */
export function derivePeerAuthentication(ctx: NamespaceContext): Derived {
  const { mode, from } = modeOf(ctx);
  const authentication: PeerAuthentication = {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: {
      name: 'default',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    spec: { mtls: { mode: mode === 'strict' ? 'STRICT' : 'PERMISSIVE' } },
  };
  return derivedForNamespace(ctx, authentication, [
    because(
      '',
      'contract:/providers/mesh',
      'Says for the whole namespace who may connect, so that no pod decides it for itself.',
    ),
    because(
      '/spec/mtls',
      from,
      mode === 'strict'
        ? 'Strict: a connection without a certificate of the mesh is refused.'
        : 'Permissive: sidecars use certificates among themselves, and a caller that has no sidecar yet is still heard. Strict is a step of its own, when the dry run refuses nobody.',
    ),
  ]);
}
