import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  driftCheckPermission,
  type ServiceDrift,
} from '@fairway/plugin-golden-path-common';
import { ErrorState, useOnce } from '@fairway/ui';
import { useId } from 'react';
import { useNavigate } from 'react-router-dom';
import { driftApiRef } from '../../driftClient';
import { useWords } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { driftInWords } from '../shared/driftStates';
import { DriftStanding } from './DriftStanding';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    fontSize: 14,
    lineHeight: '20px',
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  why: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** What differs, the one click that mends it, and the one that looks again. */
export function DriftMend(props: {
  drift: ServiceDrift;
  /** Where it stands nowhere else. */
  withStanding?: boolean;
}) {
  const { drift, withStanding } = props;
  const { service, request, may, state } = drift;
  const t = useWords();
  const classes = useStyles();
  const whyId = useId();
  const api = useApi(driftApiRef);
  const navigate = useNavigate();
  const requestLink = useRouteRef(changeRequestRouteRef);
  const mend = useOnce(async () => {
    const { id } = await api.mendDrift(service);
    navigate(requestLink({ id }));
  });
  const { allowed: mayCheck } = usePermission({
    permission: driftCheckPermission,
  });
  const check = useOnce(() => api.checkDrift({ service }));
  const differs = state !== 'none';
  const isMended = request?.state === 'open';
  // One kind of difference alone is what the state says already.
  const words = driftInWords(drift, t);
  const isMore = words.includes(', ');
  return (
    <div className={classes.root}>
      {withStanding && (
        <div>
          <DriftStanding drift={drift} />
        </div>
      )}
      {!differs && <div>{t('serviceDrift.noneText')}</div>}
      {isMore && <div>{words}</div>}
      {differs && !isMended && may.mend.allowed && (
        <div>{t('serviceDrift.mendText')}</div>
      )}
      <div className={classes.buttons}>
        {isMended && (
          <Link to={requestLink({ id: request.id })}>
            {t('serviceDrift.request', { number: String(request.number) })}
          </Link>
        )}
        {differs && !isMended && (
          <Button
            variant="contained"
            color="primary"
            size="small"
            disabled={!may.mend.allowed || mend.isBusy}
            aria-describedby={may.mend.allowed ? undefined : whyId}
            onClick={mend.run}
          >
            {t(mend.isBusy ? 'serviceDrift.mending' : 'serviceDrift.mend')}
          </Button>
        )}
        {mayCheck && (
          <Button
            variant="outlined"
            size="small"
            disabled={check.isBusy}
            onClick={check.run}
          >
            {t('serviceDrift.check')}
          </Button>
        )}
      </div>
      {differs && !isMended && !may.mend.allowed && (
        <div id={whyId} className={classes.why}>
          {t('serviceDrift.refused', {
            why: may.mend.why ?? t('serviceDrift.noReason'),
          })}
        </div>
      )}
      <div role="status">
        {check.isDone ? t('serviceDrift.checkedAgain') : ''}
      </div>
      {mend.error !== undefined && (
        <ErrorState
          error={mend.error}
          title={t('serviceDrift.mendFailed')}
          kept={t('serviceDrift.mendKept')}
        />
      )}
      {check.error !== undefined && (
        <ErrorState
          error={check.error}
          title={t('serviceDrift.checkFailed')}
          kept={t('drift.kept')}
        />
      )}
    </div>
  );
}
