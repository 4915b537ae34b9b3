import { Header, Page } from '@backstage/core-components';
import { useWords } from '../../hooks/useWords';

/** Has its place in the address already. */
export function ObjectivePage() {
  const t = useWords();
  return (
    <Page themeId="tool">
      <Header title={t('objective.title')} />
      <></>
    </Page>
  );
}
