import { makeStyles } from '@material-ui/core/styles';
import type { Campaign } from '@fairway/plugin-golden-path-common';
import { DateTime, OwnerLink } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { changeInWords } from './changeInWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2.5),
    fontFamily: theme.typography.fontFamily,
    fontSize: 14,
    '& a': { color: 'inherit', textDecoration: 'underline' },
  },
  part: { display: 'inline-flex', alignItems: 'baseline', gap: 6 },
}));

/** What changes, who planned it, and since when. */
export function CampaignSubtitle(props: { campaign: Campaign }) {
  const { campaign } = props;
  const { createdBy, createdAt, startedAt, endedAt } = campaign;
  const t = useWords();
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <span>{changeInWords(campaign, t)}</span>
      <span className={classes.part}>
        {t('campaign.by')} <OwnerLink owner={createdBy} />
      </span>
      <span className={classes.part}>
        {t('campaign.since')} <DateTime iso={startedAt ?? createdAt} />
      </span>
      {endedAt && (
        <span className={classes.part}>
          {t('campaign.ended')} <DateTime iso={endedAt} />
        </span>
      )}
    </span>
  );
}
