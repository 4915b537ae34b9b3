import { makeStyles } from '@material-ui/core/styles';
import {
  deliveryReadPermission,
  type DoraAnswer,
} from '@fairway/plugin-golden-path-common';
import {
  EmptyState,
  ErrorState,
  FilterSelect,
  PageSection,
  SectionSkeleton,
  Segmented,
  formatDate,
} from '@fairway/ui';
import { useContract } from '../../hooks/useContract';
import { useDora } from '../../hooks/useDelivery';
import { useWords } from '../../hooks/useWords';
import { DocsLink } from '../EntityDelivery/DocsLink';
import { DeploymentsByDay } from './DeploymentsByDay';
import { FourKeys } from './FourKeys';
import { TeamTable } from './TeamTable';
import { useDoraQuery, type DoraQuery } from './useDoraQuery';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.5),
  },
}));

/** The four keys: how often, how fast, how safely, and how soon mended. */
export function DoraTab() {
  const t = useWords();
  const classes = useStyles();
  const query = useDoraQuery();
  const { value, error, loading, reload } = useDora(query);
  return (
    <div className={classes.stack}>
      <DoraFilters query={query} answer={value} />
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('dora.failed')}
          kept={t('delivery.kept')}
          permission={deliveryReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('dora.what')} height={520} />
      )}
      {value && <Figures answer={value} query={query} />}
    </div>
  );
}

function DoraFilters(props: { query: DoraQuery; answer?: DoraAnswer }) {
  const { query, answer } = props;
  const t = useWords();
  const classes = useStyles();
  const { value: contract } = useContract();
  return (
    <div className={classes.filters}>
      <Segmented
        label={t('dora.window')}
        value={String(query.days)}
        onChange={days => query.set({ days })}
        options={['30', '90'].map(days => ({
          value: days,
          title: t('dora.days', { days }),
        }))}
      />
      <FilterSelect
        label={t('dora.environment')}
        all={t('dora.main')}
        value={query.environment}
        options={(contract?.contract.environments ?? []).map(({ name }) => ({
          value: name,
          title: name,
        }))}
        onChange={environment => query.set({ environment })}
      />
      <FilterSelect
        label={t('dora.team')}
        all={t('dora.company')}
        value={query.team}
        options={(answer?.teams ?? []).flatMap(({ team }) =>
          team === undefined ? [] : [{ value: team, title: team }],
        )}
        onChange={team => query.set({ team })}
      />
    </div>
  );
}

function Figures(props: { answer: DoraAnswer; query: DoraQuery }) {
  const { answer, query } = props;
  const { company, teams } = answer;
  const t = useWords();
  const shown =
    query.team === undefined
      ? company
      : teams.find(({ team }) => team === query.team);
  if (!shown || company.deployments === 0) {
    return (
      <EmptyState
        title={t('dora.empty')}
        text={t('dora.emptyText')}
        action={<DocsLink />}
      />
    );
  }
  return (
    <>
      <PageSection
        title={
          query.team
            ? t('dora.figures', { who: query.team })
            : t('dora.figuresCompany')
        }
        aside={
          <span>
            {t('dora.range', {
              environment: shown.environment,
              from: formatDate(shown.from),
              to: formatDate(shown.to),
            })}
          </span>
        }
      >
        <FourKeys figures={shown} days={query.days} />
      </PageSection>
      <PageSection title={t('dora.chart')}>
        <DeploymentsByDay figures={shown} />
      </PageSection>
      <PageSection title={t('dora.teams')} flush>
        <TeamTable teams={teams} onShow={team => query.set({ team })} />
      </PageSection>
    </>
  );
}
