import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  objectiveRefreshPermission,
  type ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import { Age, fairwayColors, messageOf, useOnce } from '@fairway/ui';
import { sloApiRef } from '../../api';
import { useWords } from '../../hooks/useWords';
import { OBJECTIVE_LOOKS } from '../shared/objectiveStates';

const useStyles = makeStyles(theme => {
  const { states } = fairwayColors(theme.palette.type);
  const tone = (state: keyof typeof states) => ({
    borderLeftColor: states[state].solid,
  });
  return {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 2),
      padding: theme.spacing(1.25, 2),
      border: `1px solid ${theme.palette.divider}`,
      borderLeft: '4px solid',
      borderRadius: 4,
      background: theme.palette.background.paper,
      fontSize: 14,
      lineHeight: '20px',
    },
    text: { flex: '1 1 320px', maxWidth: 900, overflowWrap: 'anywhere' },
    good: tone('good'),
    attention: tone('attention'),
    critical: tone('critical'),
    unknown: tone('unknown'),
    said: { color: theme.palette.text.secondary },
  };
});

/** What the state means and what to do, and since when nothing new is known. */
export function StateNotice(props: { value: ObjectiveAnswer }) {
  const { value } = props;
  const { state, reason, staleSince, source, at, noBadSeries } = value;
  const t = useWords();
  const classes = useStyles();
  const isStale = staleSince !== undefined;
  if (state === 'healthy' && !isStale && !noBadSeries) {
    return null;
  }
  const failing = source?.failing?.message;
  return (
    <div
      role="status"
      className={`${classes.root} ${
        classes[
          isStale || state === 'healthy' ? 'unknown' : OBJECTIVE_LOOKS[state]
        ]
      }`}
    >
      <div className={classes.text}>
        {state !== 'healthy' && (
          <div>
            <strong>{t(`stateText.${state}`)}</strong>{' '}
            {t(`objectiveState.todo.${state}`)}
          </div>
        )}
        {reason && <div className={classes.said}>{reason}</div>}
        {noBadSeries && (
          <div>
            <strong>{t('noBadSeries.said')}</strong> {t('noBadSeries.todo')}
          </div>
        )}
        {failing && failing !== reason && (
          <div className={classes.said}>
            {source.title}: {failing}
          </div>
        )}
        {isStale && (
          <div>
            {t('objectiveState.staleSince', {
              age: <Age since={staleSince} />,
            })}{' '}
            {at ? t('objectiveState.lastKnown') : t('objectiveState.never')}
          </div>
        )}
      </div>
      <AskNow id={value.id} />
    </div>
  );
}

/** Has the source asked at once, for those who may. */
function AskNow(props: { id: string }) {
  const { id } = props;
  const t = useWords();
  const api = useApi(sloApiRef);
  const { allowed } = usePermission({ permission: objectiveRefreshPermission });
  const ask = useOnce(() => api.refresh({ objective: id }));
  if (!allowed) {
    return null;
  }
  return (
    <div>
      <Button
        size="small"
        variant="outlined"
        disabled={ask.isBusy}
        onClick={ask.run}
      >
        {ask.isBusy
          ? t('objectiveState.refreshing')
          : t('objectiveState.refresh')}
      </Button>
      {ask.isDone && <div role="status">{t('objectiveState.asked')}</div>}
      {ask.error !== undefined && (
        <div role="alert">{messageOf(ask.error)}</div>
      )}
    </div>
  );
}
