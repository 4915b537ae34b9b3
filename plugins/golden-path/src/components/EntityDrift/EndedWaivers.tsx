import { makeStyles } from '@material-ui/core/styles';
import type { StandingWaiver } from '@fairway/plugin-golden-path-common';
import { EnvironmentChip, OwnerLink } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ExpiryTime } from '../shared/expiry';
import { useNowAtEnds } from '../shared/useNowAtEnds';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: 14,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
  },
  about: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    color: theme.palette.text.secondary,
    fontSize: 13,
  },
}));

/** Exceptions and overrides that have ended, with what they were for. */
export function EndedWaivers(props: { waivers: StandingWaiver[] }) {
  const { waivers } = props;
  const t = useWords();
  const classes = useStyles();
  const now = useNowAtEnds(waivers.map(({ expires }) => expires));
  return (
    <ul className={classes.list}>
      {waivers.map(waiver => (
        <li key={`${waiver.kind} ${waiver.id}`}>
          <div>
            {t(`exception.kind.${waiver.kind}`)} <code>{waiver.subject}</code>{' '}
            {waiver.environments.map(environment => (
              <EnvironmentChip key={environment} environment={environment} />
            ))}
          </div>
          <div>{waiver.reason}</div>
          <div className={classes.about}>
            <span>
              {t('exception.expiredOn')}{' '}
              <ExpiryTime expires={waiver.expires} now={now} />
            </span>
            <OwnerLink owner={waiver.approvedBy} />
            {waiver.ticket && <span>{waiver.ticket}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}
