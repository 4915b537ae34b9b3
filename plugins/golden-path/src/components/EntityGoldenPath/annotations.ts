import type { Entity } from '@backstage/catalog-model';

/** Path of the intent in the GitOps repository; its presence says that a service is on the golden path. @public */
export const INTENT_ANNOTATION = 'fairway.dev/intent';

/** Version of the contract that the merged objects were derived under. @public */
export const CONTRACT_VERSION_ANNOTATION = 'fairway.dev/contract-version';

/** Whether a service is on the golden path. @public */
export function isGoldenPathAvailable(entity: Entity): boolean {
  return (
    entity.kind === 'Component' &&
    Boolean(entity.metadata.annotations?.[INTENT_ANNOTATION])
  );
}
