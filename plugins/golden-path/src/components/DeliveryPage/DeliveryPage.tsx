import { Content, ErrorPage, Header, Page } from '@backstage/core-components';
import { RouteTabs } from '@fairway/ui';
import { useParams } from 'react-router-dom';
import { useWords } from '../../hooks/useWords';
import { DoraTab } from './DoraTab';
import { FleetTab } from './FleetTab';

/** What is where, how it got there, and how well that goes. */
export function DeliveryPage() {
  const t = useWords();
  const { '*': below = '' } = useParams();
  const [part] = below.split('/');
  if (!['', 'services', 'dora'].includes(part)) {
    return <ErrorPage status="404" statusMessage={t('delivery.noPage')} />;
  }
  return (
    <Page themeId="tool">
      <Header title={t('delivery.title')} subtitle={t('delivery.subtitle')} />
      <Content>
        <RouteTabs
          label={t('delivery.title')}
          tabs={[
            {
              path: 'services',
              title: t('delivery.services'),
              element: <FleetTab />,
            },
            { path: 'dora', title: t('dora.title'), element: <DoraTab /> },
          ]}
        />
      </Content>
    </Page>
  );
}
