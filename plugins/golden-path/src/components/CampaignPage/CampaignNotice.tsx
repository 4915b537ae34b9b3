import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type {
  Campaign,
  CampaignState,
} from '@fairway/plugin-golden-path-common';
import { useWords } from '../../hooks/useWords';
import { authoringRouteRef } from '../../routes';

const useStyles = makeStyles(theme => ({
  planning: {
    display: 'grid',
    gap: theme.spacing(1),
    fontSize: 14,
    fontFamily: theme.typography.fontFamily,
  },
}));

const SEVERITY: Partial<Record<CampaignState, 'error' | 'warning' | 'info'>> = {
  failed: 'error',
  paused: 'warning',
  stopped: 'warning',
};

/** Why it stands still, and what it waits for. */
export function CampaignNotice(props: { campaign: Campaign }) {
  const { state, note, change, planned = 0, counts } = props.campaign;
  const t = useWords();
  const classes = useStyles();
  const authoring = useRouteRef(authoringRouteRef);
  const waitsForDraft =
    change.type === 'draft' && ['planned', 'paused'].includes(state);
  return (
    <>
      {state === 'planning' && (
        <div role="status" className={classes.planning}>
          <div>
            {t('campaign.planning')}{' '}
            {counts.services > 0 &&
              t('campaign.planningCount', {
                done: String(planned),
                all: String(counts.services),
              })}
          </div>
          <LinearProgress
            aria-hidden
            variant={counts.services > 0 ? 'determinate' : 'indeterminate'}
            value={(100 * planned) / Math.max(1, counts.services)}
          />
        </div>
      )}
      {note && <Alert severity={SEVERITY[state] ?? 'info'}>{note}</Alert>}
      {change.type === 'draft' && waitsForDraft && (
        <Alert severity="info">
          {t('campaign.draftNote')}{' '}
          {authoring && (
            <Link
              to={`${authoring()}?draft=${encodeURIComponent(change.draft)}`}
            >
              {t('campaign.draftLink')}
            </Link>
          )}
        </Alert>
      )}
    </>
  );
}
