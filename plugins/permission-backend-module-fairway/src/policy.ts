import type {
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { deny } from './decisions';
import { readRoleGroups, rolesOf, type RoleGroups } from './roles';
import { decide } from './rules';

/**
 * The policy that ships: signed-in people read, members of owning groups change what their groups own, reviewers
 * approve, the platform team does the rest.
 * @public
 */
export class FairwayPermissionPolicy implements PermissionPolicy {
  static fromConfig(
    config: RootConfigService,
    options: { userInfo: UserInfoService },
  ): FairwayPermissionPolicy {
    return new FairwayPermissionPolicy(
      readRoleGroups(config),
      options.userInfo,
    );
  }

  readonly #groups: RoleGroups;
  readonly #userInfo: UserInfoService;

  private constructor(groups: RoleGroups, userInfo: UserInfoService) {
    this.#groups = groups;
    this.#userInfo = userInfo;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return deny;
    }
    const { userEntityRef, ownershipEntityRefs } =
      await this.#userInfo.getUserInfo(user.credentials);
    const claims = [...new Set([userEntityRef, ...ownershipEntityRefs])];
    return decide(request.permission, {
      userRef: userEntityRef,
      claims,
      roles: rolesOf({ claims, groups: this.#groups }),
    });
  }
}
