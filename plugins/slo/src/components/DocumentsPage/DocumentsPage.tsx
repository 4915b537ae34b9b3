import { Content, Header, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import { ErrorState, PageSection, TableSkeleton } from '@fairway/ui';
import { useDocuments } from '../../hooks/useDocuments';
import { useWords } from '../../hooks/useWords';
import { slosRouteRef } from '../../routes';
import { DocumentTable } from './DocumentTable';
import { UploadPart } from './UploadPart';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
}));

/** Where objectives are written, and where one brings documents of one's own. */
export function DocumentsPage() {
  const t = useWords();
  const classes = useStyles();
  const list = useRouteRef(slosRouteRef)();
  const { value, error, loading, reload } = useDocuments();
  return (
    <Page themeId="tool">
      <Header
        title={t('documents.title')}
        subtitle={t('documents.subtitle')}
        type={t('documents.list')}
        typeLink={list}
      />
      <Content>
        <div className={classes.stack}>
          {error !== undefined && (
            <ErrorState
              error={error}
              title={t('documents.failed')}
              kept={t('documents.kept')}
              permission={objectiveReadPermission.name}
              onRetry={reload}
            />
          )}
          {!value && loading && (
            <PageSection title={t('documents.heading')} flush>
              <TableSkeleton what={t('documents.what')} columns={7} rows={12} />
            </PageSection>
          )}
          {value && (
            <>
              <PageSection title={t('documents.heading')} flush>
                <DocumentTable documents={value.items} onRemoved={reload} />
              </PageSection>
              <UploadPart onUploaded={reload} />
            </>
          )}
        </div>
      </Content>
    </Page>
  );
}
