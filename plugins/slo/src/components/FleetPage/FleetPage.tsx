import { Header, Page } from '@backstage/core-components';
import { useWords } from '../../hooks/useWords';

/** Who is burning? */
export function FleetPage() {
  const t = useWords();
  return (
    <Page themeId="tool">
      <Header title={t('fleet.title')} subtitle={t('fleet.subtitle')} />
      <></>
    </Page>
  );
}
