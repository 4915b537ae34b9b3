import {
  getCompoundEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  acceptedCallers,
  annotationProblems,
  RELATION_ACCEPTS_CALLS_FROM,
  RELATION_MAY_CALL,
} from './annotations';

/** Checks our annotations on any entity, and turns agreements into relations. */
export class FairwayProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'FairwayProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const annotations = entity.metadata.annotations ?? {};
    const problems = annotationProblems(annotations);
    for (const problem of problems) {
      emit(processingResult.inputError(location, problem));
    }
    if (problems.length === 0 && entity.kind === 'Component') {
      emitAgreements({
        self: getCompoundEntityRef(entity),
        callers: acceptedCallers(annotations),
        emit,
      });
    }
    return entity;
  }
}

function emitAgreements(options: {
  self: CompoundEntityRef;
  callers: readonly string[];
  emit: CatalogProcessorEmit;
}): void {
  const { self, callers, emit } = options;
  for (const name of callers) {
    const caller = { kind: 'Component', namespace: self.namespace, name };
    emit(
      processingResult.relation({
        source: self,
        type: RELATION_ACCEPTS_CALLS_FROM,
        target: caller,
      }),
    );
    emit(
      processingResult.relation({
        source: caller,
        type: RELATION_MAY_CALL,
        target: self,
      }),
    );
  }
}
