import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import type { IServiceAccount } from 'kubernetes-models/v1';
import { because } from '../../because';
import {
  type Derived,
  type NamespaceContext,
  derivedForNamespace,
} from '../../context';
import type { Manifest } from '../../manifest';

const FROM = 'contract:/providers/delivery/tenantRole';

/** The account that Flux applies the services of a namespace with. */
export function tenantAccount(ctx: NamespaceContext): Derived[] {
  const { namespace, tenantRole } = ctx.contract.providers.delivery;
  if (tenantRole === undefined) {
    return [];
  }
  const account: Manifest<IServiceAccount> = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: ctx.namespace, namespace, labels: ctx.labels.labels },
    automountServiceAccountToken: false,
  };
  return [
    {
      place: 'delivery',
      object: account,
      because: [
        because(
          '',
          FROM,
          `Flux applies the services of ${ctx.namespace} as this account, which can do nothing elsewhere.`,
        ),
        because(
          '/metadata/namespace',
          'contract:/providers/delivery/namespace',
          'Flux takes accounts from beside the Kustomization.',
        ),
        because(
          '/automountServiceAccountToken',
          'policy:service-account-token',
          'Flux impersonates it; no pod runs as it.',
        ),
        ...ctx.labels.reasons,
      ],
    },
  ];
}

/** What that account may do. */
export function tenantBinding(ctx: NamespaceContext): Derived[] {
  const { namespace, tenantRole } = ctx.contract.providers.delivery;
  if (tenantRole === undefined) {
    return [];
  }
  const binding: Manifest<IRoleBinding> = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: {
      name: 'delivery',
      namespace: ctx.namespace,
      labels: ctx.labels.labels,
    },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: tenantRole,
    },
    subjects: [{ kind: 'ServiceAccount', name: ctx.namespace, namespace }],
  };
  return [
    derivedForNamespace(ctx, binding, [
      because('', FROM, 'What Flux may do here when it brings a service.'),
      because(
        '/roleRef',
        FROM,
        `The rights of ${tenantRole}, in this namespace only.`,
      ),
      because('/subjects', FROM, 'The account of this namespace, no other.'),
    ]),
  ];
}
