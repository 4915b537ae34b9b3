import { LinkButton } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  OBJECTIVE_STATES,
  objectiveRefreshPermission,
  type ObjectiveState,
} from '@fairway/plugin-slo-common';
import {
  ErrorState,
  FilterChips,
  PageSection,
  StateChip,
  useOnce,
} from '@fairway/ui';
import { useMemo } from 'react';
import { sloApiRef } from '../../api';
import type { ObjectiveList } from '../../hooks/useObjectives';
import { useWords, type Words } from '../../hooks/useWords';
import { documentsRouteRef, newObjectiveRouteRef } from '../../routes';
import { OBJECTIVE_LOOKS } from '../shared/objectiveStates';
import type { FleetQuery } from './useFleetQuery';

const useStyles = makeStyles(theme => ({
  aside: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
  },
}));

type Counts = Partial<Record<ObjectiveState, number>>;

/** The backend's counts are of all; what has come so far need not be. */
function countsOf(list: ObjectiveList, { fits }: FleetQuery): Counts {
  if (!list.isWhole) {
    return list.page.states;
  }
  const counts: Counts = {};
  for (const objective of list.items) {
    if (fits(objective)) {
      counts[objective.state] = (counts[objective.state] ?? 0) + 1;
    }
  }
  return counts;
}

function verdictOf(counts: Counts, t: Words) {
  const of = (looks: string[]) =>
    OBJECTIVE_STATES.filter(state =>
      looks.includes(OBJECTIVE_LOOKS[state]),
    ).reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const burning = of(['critical', 'attention']);
  const unknown = of(['unknown']);
  if (burning > 0) {
    return {
      state: of(['critical']) > 0 ? 'critical' : 'attention',
      label: t('fleet.burning', { count: burning }),
    } as const;
  }
  return unknown > 0
    ? ({
        state: 'unknown',
        label: t('fleet.noVerdict', { count: unknown }),
      } as const)
    : ({ state: 'good', label: t('fleet.noneBurns') } as const);
}

/** How many objectives stand how, and what can be done here. */
export function FleetStanding(props: {
  list: ObjectiveList;
  query: FleetQuery;
}) {
  const { list, query } = props;
  const t = useWords();
  const classes = useStyles();
  const api = useApi(sloApiRef);
  const newObjective = useRouteRef(newObjectiveRouteRef);
  const documents = useRouteRef(documentsRouteRef);
  const { allowed: mayRefresh } = usePermission({
    permission: objectiveRefreshPermission,
  });
  const refresh = useOnce(() => api.refresh());
  const counts = useMemo(() => countsOf(list, query), [list, query]);
  const verdict = verdictOf(counts, t);
  // Of none, "none burns" would sound like good news.
  const isAny = Object.values(counts).some(count => count > 0);
  return (
    <PageSection
      title={t('fleet.standing')}
      aside={
        <div className={classes.aside}>
          {isAny && <StateChip state={verdict.state} label={verdict.label} />}
          {mayRefresh && (
            <Button
              size="small"
              variant="outlined"
              disabled={refresh.isBusy}
              onClick={refresh.run}
            >
              {t('fleet.refresh')}
            </Button>
          )}
          <LinkButton to={documents()} size="small" variant="outlined">
            {t('fleet.documents')}
          </LinkButton>
          <LinkButton
            to={newObjective()}
            size="small"
            variant="outlined"
            color="primary"
          >
            {t('fleet.create')}
          </LinkButton>
        </div>
      }
    >
      {!isAny && list.page.total > 0 && t('fleet.noneCounted')}
      <FilterChips
        label={t('fleet.chips')}
        value={query.state}
        // What is chosen is listed one by one; what is let go stays rolled up.
        onChange={state =>
          query.set({ state, ...(state && { by: undefined }) })
        }
        options={OBJECTIVE_STATES.filter(
          state => (counts[state] ?? 0) > 0 || state === query.state,
        ).map(state => ({
          value: state,
          title: t(`state.${state}`),
          count: counts[state] ?? 0,
          look: OBJECTIVE_LOOKS[state],
        }))}
      />
      <div role="status">{refresh.isDone ? t('fleet.refreshed') : ''}</div>
      {refresh.error !== undefined && (
        <ErrorState
          error={refresh.error}
          title={t('fleet.refreshFailed')}
          kept={t('fleet.kept')}
          permission={objectiveRefreshPermission.name}
        />
      )}
    </PageSection>
  );
}
