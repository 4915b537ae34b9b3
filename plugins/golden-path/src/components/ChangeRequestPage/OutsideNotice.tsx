import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type {
  ChangeRequest,
  OutsidePush,
} from '@fairway/plugin-golden-path-common';
import { DateTime } from '@fairway/ui';
import { useChangeService } from '../../hooks/useChangeService';
import { useWords } from '../../hooks/useWords';
import { campaignRouteRef } from '../../routes';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  text: { margin: theme.spacing(0, 0, 1), overflowWrap: 'anywhere' },
}));

/** That others moved the branch past the portal: what holds of the page, and what to do. */
export function OutsideNotice(props: {
  request: ChangeRequest;
  outside: OutsidePush;
}) {
  const { request, outside } = props;
  const {
    service,
    evidence,
    kind = 'change',
    monthlyBefore,
    campaign,
  } = request;
  const t = useWords();
  const classes = useStyles();
  const change = useChangeService({
    service,
    workloadType: evidence.intent.spec.workloadType,
  });
  const campaignLink = useRouteRef(campaignRouteRef);
  // The form shows what is merged; other kinds are proposed from the page of the service.
  const mayBeChanged =
    !campaign &&
    kind === 'change' &&
    monthlyBefore !== undefined &&
    change !== undefined;
  return (
    <Alert severity="warning" className={classes.root}>
      <p className={classes.text}>
        {t(`outside.${outside.kind}`, {
          commit: outside.commit.slice(0, 12),
        })}{' '}
        {t('outside.since')} <DateTime iso={outside.since} />.{' '}
        {t('outside.holds')}
      </p>
      <p className={classes.text}>
        {t(campaign ? 'outside.todoCampaign' : 'outside.todo')}
      </p>
      {campaign && (
        <Link
          to={`${campaignLink({
            id: campaign.id,
          })}?service=${encodeURIComponent(service)}`}
        >
          {t('outside.campaign', { title: campaign.title })}
        </Link>
      )}
      {mayBeChanged && change !== 'none' && (
        <Link to={change.to}>{t('outside.again', { service })}</Link>
      )}
    </Alert>
  );
}
