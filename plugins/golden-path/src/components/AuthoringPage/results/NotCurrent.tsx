import { EmptyState } from '@fairway/ui';
import { useWords } from '../../../hooks/useWords';

/** In the place of "nothing": what is not known is not told. */
export function NotCurrent() {
  const t = useWords();
  return (
    <EmptyState
      title={t('live.notCurrentFull')}
      text={t('live.notCurrentText')}
    />
  );
}
