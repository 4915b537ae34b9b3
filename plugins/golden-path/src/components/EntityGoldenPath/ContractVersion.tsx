import type { Entity } from '@backstage/catalog-model';
import { VersionChip } from '../shared/VersionChip';
import { CONTRACT_VERSION_ANNOTATION } from './annotations';

/** Whether what runs was derived under the contract in force. */
export function ContractVersion(props: { entity: Entity; current: string }) {
  const { entity, current } = props;
  return (
    <VersionChip
      merged={entity.metadata.annotations?.[CONTRACT_VERSION_ANNOTATION]}
      current={current}
    />
  );
}
