import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  entitySchemaValidator,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** A service in Git may describe itself, never people or groups: those decide who may do what. */
const allowedKinds = ['Component', 'API', 'Resource'];

const validateEntity = entitySchemaValidator();

/**
 * One item of the golden path's answer as an entity with a location.
 *
 * @throws Error that says why it is none
 */
export function toEntity(item: unknown): Entity {
  const entity = validateEntity(item);
  if (!allowedKinds.includes(entity.kind)) {
    throw new InputError(
      `${entity.kind} ${entity.metadata.name} was left out; a service may only bring ${allowedKinds.join(', ')}`,
    );
  }
  const location = `fairway:services/${entity.metadata.name}`;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...entity.metadata.annotations,
      },
    },
  };
}
