import type { Entity } from '@backstage/catalog-model';
import { StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { CONTRACT_VERSION_ANNOTATION } from './annotations';

/** Whether what runs was derived under the contract in force. */
export function ContractVersion(props: { entity: Entity; current: string }) {
  const { entity, current } = props;
  const t = useWords();
  const merged = entity.metadata.annotations?.[CONTRACT_VERSION_ANNOTATION];
  if (!merged) {
    return <StateChip state="unknown" label={t('entity.versionUnknown')} />;
  }
  return merged === current ? (
    <StateChip
      state="good"
      label={t('entity.versionCurrent', { version: merged })}
    />
  ) : (
    <StateChip
      state="attention"
      label={t('entity.versionBehind', { version: merged, current })}
    />
  );
}
