import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** @public */
export interface OwnerLinkProps {
  /** `group:payments`, `user:default/sam.reviewer` or only `payments` (a group). */
  owner: string;
}

/** A group or person. @public */
export function OwnerLink(props: OwnerLinkProps) {
  const ref = stringifyEntityRef(
    parseEntityRef(props.owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }),
  );
  return <EntityRefLink entityRef={ref} defaultKind="group" />;
}

/** @public */
export interface ServiceLinkProps {
  /** `payments-api` or an entity ref. */
  service: string;
}

/** A service in the catalog. @public */
export function ServiceLink(props: ServiceLinkProps) {
  const ref = stringifyEntityRef(
    parseEntityRef(props.service, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    }),
  );
  return <EntityRefLink entityRef={ref} defaultKind="component" />;
}
