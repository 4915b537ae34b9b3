/**
 * Sign-in as one of the demo personas; refuses to start outside the demo profile.
 *
 * @packageDocumentation
 */
export { authModulePersonas as default } from './module';
export { PERSONA_HEADER } from './provider';
