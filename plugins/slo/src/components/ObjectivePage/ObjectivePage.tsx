import { Content, Header, LinkButton, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import Grid from '@material-ui/core/Grid';
import { useParams } from 'react-router-dom';
import { useObjective } from '../../hooks/useObjective';
import { useWords } from '../../hooks/useWords';
import { editorRouteRef, slosRouteRef } from '../../routes';
import { ObjectiveContent } from './ObjectiveContent';
import { ObjectiveSubtitle } from './ObjectiveSubtitle';

/** One objective: does it hold, and for how long yet? */
export function ObjectivePage() {
  const t = useWords();
  const { id = '' } = useParams();
  const list = useRouteRef(slosRouteRef)();
  const editor = useRouteRef(editorRouteRef);
  const { value, error, loading, reload } = useObjective(id);
  return (
    <Page themeId="tool">
      <Header
        title={value?.title ?? t('objective.title')}
        subtitle={value ? <ObjectiveSubtitle value={value} /> : ' '}
        type={t('objective.list')}
        typeLink={list}
      >
        {value?.may.change && (
          <Grid item>
            <LinkButton variant="outlined" color="primary" to={editor({ id })}>
              {t('objective.change')}
            </LinkButton>
          </Grid>
        )}
      </Header>
      <Content>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('objective.failed')}
            kept={t('objective.kept')}
            permission={objectiveReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <SectionSkeleton what={t('objective.what')} height={640} />
        )}
        {value && <ObjectiveContent value={value} onChange={reload} />}
      </Content>
    </Page>
  );
}
