import type { IContainer } from 'kubernetes-models/v1';
import { because } from '../../because';
import type { ContainerSettings } from '../../../settings';
import type { ContainerPart, ContainerPlace } from './part';

/** Volume of the pod that holds the secrets which are files. */
export const SECRETS_VOLUME = 'secrets';

/** Volume that a member of a store keeps its data in. */
export const DATA_VOLUME = 'data';

/** Name of the volume behind /tmp of a container. */
export function temporaryVolume(container: ContainerSettings): string {
  return `tmp-${container.name}`;
}

/** Where volumes of the pod are seen. */
export function volumeMountsOf({
  ctx,
  container,
  at,
}: ContainerPlace): ContainerPart<Pick<IContainer, 'volumeMounts'>> {
  const store = container.main ? ctx.store : undefined;
  return {
    fields: {
      volumeMounts: [
        { name: temporaryVolume(container), mountPath: '/tmp' },
        ...(store ? [{ name: DATA_VOLUME, mountPath: store.mountPath }] : []),
        ...ctx.secretAccess.mounts(ctx, container),
      ],
    },
    reasons: [
      because(
        `${at}/volumeMounts`,
        'fairway:read-only-root',
        'The root file system is read-only, so /tmp is a volume of its own, and secrets without a variable are files.',
      ),
      ...(store
        ? [
            because(
              `${at}/volumeMounts/1`,
              store.mountPathFrom,
              `The member finds its own volume at ${store.mountPath}, the same one after each restart.`,
            ),
          ]
        : []),
    ],
  };
}
