import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import type {
  ObjectivesAnswer,
  SourceStanding,
} from '@fairway/plugin-slo-common';
import { formatLocalTime } from '@fairway/ui';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { UnreadableDialog } from './UnreadableDialog';

/** What keeps the numbers from being those of now, and objectives from being here. */
export function FleetNotices(props: { answer: ObjectivesAnswer }) {
  const { sources, unreadable } = props.answer;
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {sources.map(source => (
        <SourceNotice key={source.id} source={source} />
      ))}
      {unreadable > 0 && (
        <Alert
          severity="warning"
          action={
            <Button color="inherit" size="small" onClick={() => setOpen(true)}>
              {t('unreadable.show')}
            </Button>
          }
        >
          {t('unreadable.notice', { count: unreadable })}
        </Alert>
      )}
      {isOpen && <UnreadableDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** A source that does not answer: since when, why, and how old the numbers are. */
function SourceNotice(props: { source: SourceStanding }) {
  const { title, failing, answeredAt, objectives } = props.source;
  const t = useWords();
  if (!failing) {
    return null;
  }
  return (
    <Alert severity="error">
      <strong>
        {t('sources.failing', {
          source: title,
          since: formatLocalTime(failing.since),
        })}
      </strong>{' '}
      {answeredAt
        ? t('sources.asOf', {
            count: objectives,
            at: formatLocalTime(answeredAt),
          })
        : t('sources.never', { count: objectives })}{' '}
      {failing.message}
    </Alert>
  );
}
