import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const ROLES = ['platform', 'reviewer', 'finance', 'viewer'] as const;

/** Roles that configuration gives to groups; whoever belongs to another group is an engineer. @public */
export type ConfiguredRole = (typeof ROLES)[number];
/** @public */
export type Role = ConfiguredRole | 'engineer';

/** Groups by role, as full entity refs. @public */
export type RoleGroups = Record<ConfiguredRole, ReadonlySet<string>>;

/**
 * Reads `fairway.permissions.roles`.
 *
 * @throws InputError when an entry is not the ref of a group, or a role is unknown
 * @public
 */
export function readRoleGroups(config: RootConfigService): RoleGroups {
  const path = 'fairway.permissions.roles';
  const roles = config.getOptionalConfig(path);
  const unknown = roles?.keys().find(key => !ROLES.some(role => role === key));
  if (unknown) {
    throw new InputError(
      `${path}.${unknown} is not a role; use ${ROLES.join(', ')}`,
    );
  }
  function groupsOf(role: ConfiguredRole): ReadonlySet<string> {
    const refs = roles?.getOptionalStringArray(role) ?? [];
    return new Set(
      refs.map(ref => {
        const group = parseEntityRef(ref, { defaultKind: 'group' });
        if (group.kind.toLocaleLowerCase('en-US') !== 'group') {
          throw new InputError(
            `${path}.${role}: ${ref} is not a group; name one such as group:default/platform`,
          );
        }
        return stringifyEntityRef(group);
      }),
    );
  }
  return {
    platform: groupsOf('platform'),
    reviewer: groupsOf('reviewer'),
    finance: groupsOf('finance'),
    viewer: groupsOf('viewer'),
  };
}

/**
 * The roles that a person's groups give. Someone without any group is a viewer.
 * @public
 */
export function rolesOf(options: {
  /** Entity refs of the person and of their groups. */
  claims: readonly string[];
  groups: RoleGroups;
}): ReadonlySet<Role> {
  const { claims, groups } = options;
  const own = claims.filter(claim => claim.startsWith('group:'));
  const roles = new Set<Role>(
    ROLES.filter(role => own.some(group => groups[role].has(group))),
  );
  if (own.some(group => !groups.viewer.has(group))) {
    // Reviewers and the platform team own services too, and change them like everyone else.
    roles.add('engineer');
  } else {
    roles.add('viewer');
  }
  return roles;
}
