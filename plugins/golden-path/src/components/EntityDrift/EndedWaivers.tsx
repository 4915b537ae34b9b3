import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import type { StandingWaiver } from '@fairway/plugin-golden-path-common';
import { OwnerLink } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ExpiryTime } from '../shared/expiry';
import { useNowAtEnds } from '../shared/useNowAtEnds';

/** Exceptions and overrides that have ended, with what they were for. */
export function EndedWaivers(props: { waivers: StandingWaiver[] }) {
  const { waivers } = props;
  const t = useWords();
  const now = useNowAtEnds(waivers.map(({ expires }) => expires));
  return (
    <List dense disablePadding>
      {waivers.map(waiver => (
        <ListItem key={`${waiver.kind} ${waiver.id}`} disableGutters>
          <ListItemText
            primary={
              <>
                {t(`exception.kind.${waiver.kind}`)}{' '}
                <code>{waiver.subject}</code> {waiver.environments.join(', ')}
              </>
            }
            secondary={
              <>
                {waiver.reason} · {t('exception.expires')}{' '}
                <ExpiryTime expires={waiver.expires} now={now} /> ·{' '}
                <OwnerLink owner={waiver.approvedBy} /> {waiver.ticket}
              </>
            }
          />
        </ListItem>
      ))}
    </List>
  );
}
