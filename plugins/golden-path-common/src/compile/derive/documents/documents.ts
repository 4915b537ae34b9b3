import type { DerivedDocument } from '../../../model';
import type { EnvironmentContext } from '../../context';
import { deriveCatalogEntry } from './catalogEntry';
import { deriveIntentDocument } from './intentDocument';
import { deriveRunbook } from './runbook';
import { deriveSloDocument } from './sloDocument';

/** What is kept beside the manifests for people and for the portal; `contexts` holds every environment. */
export function deriveDocuments(
  contexts: EnvironmentContext[],
): DerivedDocument[] {
  // Objectives and links are those of production; a service that is not there yet shows its last environment.
  const leading =
    contexts.find(({ environment }) => environment.production) ??
    contexts.at(-1);
  return leading
    ? [
        deriveCatalogEntry(leading, contexts),
        deriveIntentDocument(leading.intent),
        deriveRunbook(leading, contexts),
        ...(leading.features.sloAlerts ? [deriveSloDocument(leading)] : []),
      ]
    : [];
}
