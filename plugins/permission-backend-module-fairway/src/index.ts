/**
 * The permission policy that ships with Fairway.
 *
 * @packageDocumentation
 */
export { permissionModuleFairway as default } from './module';
export { FairwayPermissionPolicy } from './policy';
export { readRoleGroups, rolesOf } from './roles';
export type { ConfiguredRole, Role, RoleGroups } from './roles';
