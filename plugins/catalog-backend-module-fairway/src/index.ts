/**
 * The catalog as Fairway needs it: merged services, annotations, relations.
 *
 * @packageDocumentation
 */
export { catalogModuleFairway as default } from './module';
export {
  ACCEPTS_ANNOTATION,
  RELATION_ACCEPTS_CALLS_FROM,
  RELATION_MAY_CALL,
} from './annotations';
