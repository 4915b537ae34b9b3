import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  entitySchemaValidator,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { SharedResource } from '@fairway/plugin-golden-path-common';

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
      `${entity.kind} ${
        entity.metadata.name
      } was left out; a service may only bring ${allowedKinds.join(', ')}`,
    );
  }
  return withLocation(entity, `fairway:services/${entity.metadata.name}`);
}

/** A topic, database or the like of the contract: what services of all teams depend on. */
export function toResourceEntity(resource: SharedResource): Entity {
  const { name, type, engine, owner, description } = resource;
  return withLocation(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name,
        ...(description && { description }),
        annotations: { 'fairway.dev/engine': engine },
      },
      spec: { type, owner: owner.replace(/^group:/, 'group:default/') },
    },
    `fairway:contract/${name}`,
  );
}

function withLocation(entity: Entity, location: string): Entity {
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
