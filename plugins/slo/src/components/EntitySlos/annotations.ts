import type { Entity } from '@backstage/catalog-model';

/** Names an objective of the service in the GitOps repository. @public */
export const SLO_ANNOTATION = 'fairway.dev/slo';

/** Where documents with objectives of the service are. @public */
export const SLO_DOCUMENTS_ANNOTATION = 'fairway.dev/slo-documents';

/** Whether a service has objectives. @public */
export function isSloAvailable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return (
    entity.kind === 'Component' &&
    Boolean(
      annotations[SLO_ANNOTATION] ?? annotations[SLO_DOCUMENTS_ANNOTATION],
    )
  );
}
