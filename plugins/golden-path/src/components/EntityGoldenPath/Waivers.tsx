import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import type { Waiver } from '@fairway/plugin-golden-path-common';
import { CalendarDate, OwnerLink, PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

/** Exceptions and overrides that the service has in use; nothing when there are none. */
export function Waivers({ waivers = [] }: { waivers?: Waiver[] }) {
  const t = useWords();
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
                  <code>{waiver.subject}</code> {waiver.environments.join(', ')}
                </>
              }
              secondary={
                <>
                  {waiver.reason} · {t('exception.expires')}{' '}
                  <CalendarDate iso={waiver.expires} /> ·{' '}
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
