import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { MiddleTruncate } from '../text';

/** @public */
export interface OwnerLinkProps {
  /** `group:payments`, `user:default/sam.reviewer` or only `payments` (a group). */
  owner: string;
}

/** A group or person. @public */
export function OwnerLink(props: OwnerLinkProps) {
  const ref = parseEntityRef(props.owner, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  // The icon says whether it is a group or a person; the name need not.
  return (
    <EntityRefLink
      entityRef={stringifyEntityRef(ref)}
      defaultKind={ref.kind}
      defaultNamespace="default"
    />
  );
}

/** @public */
export interface ServiceLinkProps {
  /** `payments-api` or an entity ref. */
  service: string;
  /** Characters that are shown at most; 40 when left out. */
  max?: number;
}

/** A service in the catalog. @public */
export function ServiceLink(props: ServiceLinkProps) {
  const ref = parseEntityRef(props.service, {
    defaultKind: 'component',
    defaultNamespace: 'default',
  });
  return (
    <EntityRefLink entityRef={stringifyEntityRef(ref)}>
      <MiddleTruncate text={ref.name} max={props.max ?? 40} />
    </EntityRefLink>
  );
}
