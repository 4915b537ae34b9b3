import type { DocumentOrigin } from '../api';

/** Whether the golden path derived a document of a service from its intent, and not somebody put it beside it. @public */
export function isDerived(origin: DocumentOrigin, service: string): boolean {
  return (
    origin.kind === 'golden-path' &&
    origin.path === `services/${service}/slo.yaml`
  );
}
