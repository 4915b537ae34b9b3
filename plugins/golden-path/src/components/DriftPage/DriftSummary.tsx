import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import {
  driftCheckPermission,
  type DriftAnswer,
} from '@fairway/plugin-golden-path-common';
import {
  DateTime,
  ErrorState,
  FactLine,
  FilterChips,
  PageSection,
  StateChip,
  useOnce,
} from '@fairway/ui';
import { driftApiRef } from '../../driftClient';
import { useWords, type Words } from '../../hooks/useWords';
import { DRIFT_LOOKS, DRIFT_ORDER } from '../shared/driftStates';
import type { DriftListQuery } from './useDriftQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1.5, 4),
  },
}));

function verdictOf(answer: DriftAnswer, t: Words) {
  const differ = DRIFT_ORDER.filter(state => state !== 'none').reduce(
    (sum, state) => sum + answer.counts[state],
    0,
  );
  if (!answer.checkedAt) {
    return { state: 'unknown', label: t('drift.notChecked') } as const;
  }
  return differ > 0
    ? ({
        state: 'attention',
        label: t('drift.differ', { count: differ }),
      } as const)
    : ({ state: 'good', label: t('drift.noneDiffers') } as const);
}

/** How many services stand how, since when that is known, and the button that looks again. */
export function DriftSummary(props: {
  answer: DriftAnswer;
  query: DriftListQuery;
}) {
  const { answer, query } = props;
  const { running, counts } = answer;
  const t = useWords();
  const classes = useStyles();
  const api = useApi(driftApiRef);
  const { allowed: mayCheck } = usePermission({
    permission: driftCheckPermission,
  });
  const check = useOnce(() => api.checkDrift());
  const verdict = verdictOf(answer, t);
  return (
    <PageSection
      title={t('drift.summary')}
      aside={<StateChip state={verdict.state} label={verdict.label} />}
    >
      <div className={classes.root}>
        <FilterChips
          label={t('drift.chips')}
          value={query.state}
          onChange={state => query.set({ state })}
          options={DRIFT_ORDER.filter(
            state => counts[state] > 0 || state === query.state,
          ).map(state => ({
            value: state,
            title: t(`drift.state.${state}`),
            count: counts[state],
            look: DRIFT_LOOKS[state],
          }))}
        />
        {running && (
          <div role="status">
            {t('drift.running', {
              done: String(running.done),
              services: String(running.services),
            })}
            <LinearProgress
              aria-hidden
              variant="determinate"
              value={(100 * running.done) / Math.max(1, running.services)}
            />
          </div>
        )}
        <div className={classes.row}>
          <FactLine
            facts={[
              { term: t('drift.contract'), value: answer.contractVersion },
              {
                term: t('drift.checked'),
                value: answer.checkedAt ? (
                  <DateTime iso={answer.checkedAt} />
                ) : (
                  t('drift.never')
                ),
              },
              ...(answer.commit
                ? [
                    {
                      term: t('drift.commit'),
                      value: <code>{answer.commit.slice(0, 12)}</code>,
                    },
                  ]
                : []),
            ]}
          />
          {mayCheck && (
            <Button
              variant="outlined"
              disabled={check.isBusy || running !== undefined}
              onClick={check.run}
            >
              {t('drift.check')}
            </Button>
          )}
        </div>
        <div role="status">
          {check.isDone && !running ? t('drift.checking') : ''}
        </div>
        {check.error !== undefined && (
          <ErrorState
            error={check.error}
            title={t('drift.checkFailed')}
            kept={t('drift.kept')}
          />
        )}
      </div>
    </PageSection>
  );
}
