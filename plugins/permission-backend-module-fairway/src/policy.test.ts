import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  taskCreatePermission,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  campaignReadPermission,
  campaignRunPermission,
  changeRequestApprovePermission,
  changeRequestClosePermission,
  changeRequestCreatePermission,
  changeRequestMergePermission,
  contractAuthorPermission,
  createForOthersPermission,
  driftCheckPermission,
  goldenPathPermissions,
} from '@fairway/plugin-golden-path-common';
import {
  documentRemovePermission,
  documentUploadPermission,
  objectiveExcludePermission,
  objectiveReadPermission,
  objectiveRefreshPermission,
  sloPermissions,
} from '@fairway/plugin-slo-common';
import { FairwayPermissionPolicy } from './policy';

const roles = {
  platform: ['group:default/platform'],
  reviewer: ['group:default/sre', 'security'],
  finance: ['group:default/finance'],
  viewer: ['group:default/guests'],
};

const people = {
  priya: { user: 'user:default/priya', groups: ['payments'] },
  sam: { user: 'user:default/sam', groups: ['sre', 'security'] },
  pat: { user: 'user:default/pat', groups: ['platform'] },
  vic: { user: 'user:default/vic', groups: ['guests'] },
  loner: { user: 'user:default/loner', groups: [] },
};

async function ask(
  who: keyof typeof people,
  permission: Permission,
): Promise<string> {
  const { user, groups } = people[who];
  const userInfo = mockServices.userInfo({
    userEntityRef: user,
    ownershipEntityRefs: [user, ...groups.map(name => `group:default/${name}`)],
  });
  const policy = FairwayPermissionPolicy.fromConfig(
    mockServices.rootConfig({
      data: { fairway: { permissions: { roles } } },
    }),
    { userInfo },
  );
  const credentials = mockCredentials.user(user);
  const decision = await policy.handle(
    { permission },
    {
      credentials,
      info: await userInfo.getUserInfo(credentials),
    },
  );
  return decision.result === 'CONDITIONAL'
    ? describeConditions(decision.conditions)
    : decision.result;
}

/** `any(IS_OWNER, IS_REVIEWER)`: the rules of a conditional decision, readable. */
function describeConditions(criteria: object): string {
  if ('anyOf' in criteria && Array.isArray(criteria.anyOf)) {
    return `any(${criteria.anyOf.map(describeConditions).join(', ')})`;
  }
  if ('allOf' in criteria && Array.isArray(criteria.allOf)) {
    return `all(${criteria.allOf.map(describeConditions).join(', ')})`;
  }
  if ('not' in criteria && criteria.not instanceof Object) {
    return `not(${describeConditions(criteria.not)})`;
  }
  return 'rule' in criteria ? String(criteria.rule) : '?';
}

describe('the policy that ships', () => {
  const answers: [Permission, keyof typeof people, string][] = [
    [changeRequestCreatePermission, 'priya', 'ALLOW'],
    [changeRequestCreatePermission, 'vic', 'DENY'],
    [changeRequestCreatePermission, 'loner', 'DENY'],
    [
      changeRequestApprovePermission,
      'priya',
      'all(IS_REVIEWER, not(IS_AUTHOR))',
    ],
    [changeRequestApprovePermission, 'sam', 'not(IS_AUTHOR)'],
    [changeRequestApprovePermission, 'pat', 'not(IS_AUTHOR)'],
    [changeRequestApprovePermission, 'vic', 'DENY'],
    [changeRequestMergePermission, 'priya', 'any(IS_OWNER, IS_REVIEWER)'],
    [changeRequestMergePermission, 'sam', 'ALLOW'],
    [changeRequestMergePermission, 'pat', 'ALLOW'],
    [changeRequestMergePermission, 'vic', 'DENY'],
    [changeRequestClosePermission, 'priya', 'any(IS_AUTHOR, IS_OWNER)'],
    [changeRequestClosePermission, 'vic', 'DENY'],
    [contractAuthorPermission, 'priya', 'DENY'],
    [contractAuthorPermission, 'sam', 'DENY'],
    [contractAuthorPermission, 'pat', 'ALLOW'],
    [createForOthersPermission, 'priya', 'DENY'],
    [createForOthersPermission, 'sam', 'DENY'],
    [createForOthersPermission, 'pat', 'ALLOW'],
    [driftCheckPermission, 'vic', 'DENY'],
    [driftCheckPermission, 'priya', 'ALLOW'],
    [campaignReadPermission, 'vic', 'ALLOW'],
    [campaignRunPermission, 'priya', 'DENY'],
    [campaignRunPermission, 'sam', 'DENY'],
    [campaignRunPermission, 'pat', 'ALLOW'],
    [objectiveReadPermission, 'vic', 'ALLOW'],
    [objectiveExcludePermission, 'priya', 'IS_OWNER'],
    [objectiveExcludePermission, 'sam', 'IS_OWNER'],
    [objectiveExcludePermission, 'pat', 'IS_OWNER'],
    [objectiveExcludePermission, 'vic', 'DENY'],
    [objectiveRefreshPermission, 'priya', 'ALLOW'],
    [documentUploadPermission, 'priya', 'ALLOW'],
    [documentRemovePermission, 'loner', 'DENY'],
    [catalogEntityReadPermission, 'vic', 'ALLOW'],
    [catalogEntityDeletePermission, 'priya', 'IS_ENTITY_OWNER'],
    [catalogEntityDeletePermission, 'pat', 'ALLOW'],
    [catalogEntityDeletePermission, 'vic', 'DENY'],
    [catalogLocationCreatePermission, 'priya', 'DENY'],
    [catalogLocationCreatePermission, 'pat', 'ALLOW'],
    [taskCreatePermission, 'priya', 'ALLOW'],
    [taskCreatePermission, 'vic', 'DENY'],
    [taskReadPermission, 'priya', 'IS_TASK_OWNER'],
  ];

  it.each(
    answers.map(([permission, who, expected]) => ({
      permission,
      name: permission.name,
      who,
      expected,
    })),
  )('$who, $name: $expected', async ({ permission, who, expected }) => {
    expect(await ask(who, permission)).toBe(expected);
  });

  it('lets everyone read and nobody change what it does not know, but the platform team', async () => {
    const read = createPermission({
      name: 'other.thing.read',
      attributes: { action: 'read' },
    });
    const change = createPermission({
      name: 'other.thing.change',
      attributes: {},
    });

    expect(await ask('vic', read)).toBe('ALLOW');
    expect(await ask('priya', change)).toBe('DENY');
    expect(await ask('pat', change)).toBe('ALLOW');
  });

  it('gives a viewer nothing of the golden path and of objectives but to read', async () => {
    for (const permission of [...goldenPathPermissions, ...sloPermissions]) {
      expect([permission.name, await ask('vic', permission)]).toEqual([
        permission.name,
        permission.attributes.action === 'read' ? 'ALLOW' : 'DENY',
      ]);
    }
  });

  it('denies whoever is not signed in', async () => {
    const policy = FairwayPermissionPolicy.fromConfig(
      mockServices.rootConfig(),
      { userInfo: mockServices.userInfo() },
    );
    expect(
      await policy.handle({ permission: catalogEntityReadPermission }),
    ).toEqual({ result: 'DENY' });
  });
});

describe('fairway.permissions.roles', () => {
  it.each([
    [{ boss: ['group:default/x'] }, /roles\.boss is not a role; use platform/],
    [{ viewer: ['user:default/vic'] }, /user:default\/vic is not a group/],
  ])('refuses %o', (broken, message) => {
    expect(() =>
      FairwayPermissionPolicy.fromConfig(
        mockServices.rootConfig({
          data: { fairway: { permissions: { roles: broken } } },
        }),
        { userInfo: mockServices.userInfo() },
      ),
    ).toThrow(message);
  });
});
