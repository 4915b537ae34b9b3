import { StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

/** Whether something was derived under the contract in force. */
export function VersionChip(props: { merged?: string; current: string }) {
  const { merged, current } = props;
  const t = useWords();
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
