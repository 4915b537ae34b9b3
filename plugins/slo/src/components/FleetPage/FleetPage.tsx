import { Content, Header, Page } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import { ErrorState, PageSection, TableSkeleton } from '@fairway/ui';
import { useObjectives } from '../../hooks/useObjectives';
import { useWords } from '../../hooks/useWords';
import { FleetNotices } from './FleetNotices';
import { FleetStanding } from './FleetStanding';
import { FleetTabs } from './FleetTabs';
import { ObjectiveTable } from './ObjectiveTable';
import { RollUpTable } from './RollUpTable';
import { useFleetQuery } from './useFleetQuery';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
}));

/** Who is burning? */
export function FleetPage() {
  const t = useWords();
  const classes = useStyles();
  const query = useFleetQuery();
  const { value, error, loading, reload } = useObjectives();
  return (
    <Page themeId="tool">
      <Header title={t('fleet.title')} subtitle={t('fleet.subtitle')} />
      <Content>
        <div className={classes.stack}>
          {error !== undefined && (
            <ErrorState
              error={error}
              title={t('fleet.failed')}
              kept={t('fleet.kept')}
              permission={objectiveReadPermission.name}
              onRetry={reload}
            />
          )}
          {!value && loading && (
            <PageSection title={t('fleet.heading')} flush>
              <TableSkeleton
                what={t('fleet.what')}
                columns={8}
                rows={14}
                rowHeight={40}
              />
            </PageSection>
          )}
          {value && (
            <>
              <FleetNotices answer={value.page} />
              <FleetStanding list={value} query={query} />
              <PageSection
                title={t(query.by ? `fleet.by.${query.by}` : 'fleet.heading')}
                aside={<FleetTabs list={value} query={query} />}
                flush
              >
                {query.by ? (
                  <RollUpTable by={query.by} list={value} query={query} />
                ) : (
                  <ObjectiveTable list={value} query={query} />
                )}
              </PageSection>
            </>
          )}
        </div>
      </Content>
    </Page>
  );
}
