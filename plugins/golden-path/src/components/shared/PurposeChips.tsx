import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangeRequestSummary } from '@fairway/plugin-golden-path-common';
import { useWords } from '../../hooks/useWords';
import { campaignRouteRef } from '../../routes';

const useStyles = makeStyles(theme => ({
  chip: {
    display: 'inline-block',
    flex: 'none',
    boxSizing: 'border-box',
    // The title beside it needs the room more.
    maxWidth: 'min(220px, 36%)',
    marginLeft: theme.spacing(1),
    padding: '0 7px',
    border: '1px solid currentColor',
    borderRadius: 4,
    fontSize: 12.5,
    lineHeight: '20px',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    verticalAlign: 'bottom',
  },
}));

/** What a request is for where that is more than a change, and the campaign that opened it. */
export function PurposeChips(props: {
  request: Pick<ChangeRequestSummary, 'kind' | 'campaign'>;
}) {
  const { kind = 'change', campaign } = props.request;
  const t = useWords();
  const classes = useStyles();
  return (
    <>
      {kind !== 'change' && (
        <span className={classes.chip}>{t(`requestKind.${kind}`)}</span>
      )}
      {campaign && <CampaignChip campaign={campaign} />}
    </>
  );
}

function CampaignChip(props: { campaign: { id: string; title: string } }) {
  const { id, title } = props.campaign;
  const t = useWords();
  const classes = useStyles();
  const to = useRouteRef(campaignRouteRef)({ id });
  return (
    <Link
      to={to}
      className={classes.chip}
      title={t('requestKind.ofCampaign', { title })}
    >
      {title}
    </Link>
  );
}
