import { Content, Header, Page } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, PageSection, TableSkeleton } from '@fairway/ui';
import { useDriftList } from '../../hooks/useDrift';
import { useWords } from '../../hooks/useWords';
import { DriftSummary } from './DriftSummary';
import { DriftTable } from './DriftTable';
import { useDriftQuery } from './useDriftQuery';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
}));

/** Who differs from what is derived, and how? */
export function DriftListPage() {
  const t = useWords();
  const classes = useStyles();
  const query = useDriftQuery();
  const { value, error, loading, reload } = useDriftList();
  return (
    <Page themeId="tool">
      <Header title={t('drift.title')} subtitle={t('drift.subtitle')} />
      <Content>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('drift.failed')}
            kept={t('drift.kept')}
            permission={contractReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <PageSection title={t('drift.heading')} flush>
            <TableSkeleton what={t('drift.what')} columns={7} rows={12} />
          </PageSection>
        )}
        {value && (
          <div className={classes.stack}>
            <DriftSummary answer={value.page} query={query} />
            <PageSection
              title={t('drift.heading')}
              aside={
                <span role="status">
                  {value.isWhole
                    ? t('drift.total', { count: value.page.total })
                    : t('drift.loading', {
                        shown: String(value.items.length),
                        total: String(value.page.total),
                      })}
                </span>
              }
              flush
            >
              <DriftTable list={value} query={query} />
            </PageSection>
          </div>
        )}
      </Content>
    </Page>
  );
}
