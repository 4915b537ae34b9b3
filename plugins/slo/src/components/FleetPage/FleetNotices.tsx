import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import type { ObjectivesAnswer } from '@fairway/plugin-slo-common';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { OriginNotice } from '../shared/OriginNotice';
import { SourceNotice } from '../shared/SourceNotice';
import { UnreadableDialog } from './UnreadableDialog';

/** What keeps the numbers from being those of now, and objectives from being here. */
export function FleetNotices(props: { answer: ObjectivesAnswer }) {
  const { origins = [], sources, unreadable } = props.answer;
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {sources.map(source => (
        <SourceNotice key={source.id} source={source} />
      ))}
      {origins.map(origin => (
        <OriginNotice key={origin.kind} origin={origin} />
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
