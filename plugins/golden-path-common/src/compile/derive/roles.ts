import type {
  IRole,
  IRoleBinding,
} from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { because } from '../because';
import {
  type Derived,
  type NamespaceContext,
  derivedForNamespace,
} from '../context';
import type { Manifest } from '../manifest';

const RBAC = 'rbac.authorization.k8s.io';

/** Who may do what in the namespace, as the contract says for every tenant. */
export function deriveRoles(ctx: NamespaceContext): Derived[] {
  return ctx.contract.tenancy.roles.flatMap((role, index) => {
    const from = `contract:/tenancy/roles/${index}`;
    const group = role.group.replaceAll('{team}', ctx.team);
    const metadata = {
      name: role.name,
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    };
    const object: Manifest<IRole> = {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata,
      rules: [
        {
          apiGroups: role.apiGroups,
          resources: role.resources,
          verbs: role.verbs,
        },
      ],
    };
    const binding: Manifest<IRoleBinding> = {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: role.name },
      subjects: [{ apiGroup: RBAC, kind: 'Group', name: group }],
    };
    const verbs = `${role.verbs.join(', ')} ${role.resources.join(', ')}`;
    return [
      derivedForNamespace(ctx, object, [
        because('', from, `Role ${role.name} of every tenant namespace.`),
        because(
          '/rules',
          from,
          `It may ${verbs}; everything else goes through Git.`,
        ),
      ]),
      derivedForNamespace(ctx, binding, [
        because('', from, `Group ${group} has the role ${role.name} here.`),
        because('/roleRef', from, `May ${verbs}.`),
        because(
          '/subjects',
          from,
          `The contract names ${role.group} for team ${ctx.team}.`,
        ),
      ]),
    ];
  });
}
