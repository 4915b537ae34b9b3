import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import type { Waiver } from '@fairway/plugin-golden-path-common';
import { OwnerLink, PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ExpiryState, ExpiryTime } from '../shared/expiry';
import { useNowAtEnds } from '../shared/useNowAtEnds';

/** Exceptions and overrides that the service has in use; nothing when there are none. */
export function Waivers({ waivers = [] }: { waivers?: Waiver[] }) {
  const t = useWords();
  const now = useNowAtEnds(waivers.map(({ expires }) => expires));
  if (waivers.length === 0) {
    return null;
  }
  return (
    <PageSection title={t('platform.waivers')}>
      <List dense disablePadding>
        {waivers.map(waiver => (
          <ListItem key={`${waiver.kind} ${waiver.id}`} disableGutters>
            <ListItemText
              primary={
                <>
                  {t(`exception.kind.${waiver.kind}`)}{' '}
                  <code>{waiver.subject}</code> {waiver.environments.join(', ')}{' '}
                  <ExpiryState expires={waiver.expires} now={now} />
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
    </PageSection>
  );
}
