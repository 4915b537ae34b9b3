import { FAIRWAY } from '@fairway/plugin-golden-path-common';
import { OwnerLink } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

/** Who did something: a person, or Fairway itself, which is nobody in the catalog. */
export function AuthorLink({ author }: { author: string }) {
  const t = useWords();
  return author === FAIRWAY ? (
    <strong>{t('fairway')}</strong>
  ) : (
    <OwnerLink owner={author} />
  );
}
