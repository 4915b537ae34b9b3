import Alert from '@material-ui/lab/Alert';
import type { SourceStanding } from '@fairway/plugin-slo-common';
import { formatLocalTime } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

/** A source that does not answer: since when, why, and how old the numbers are. Nothing for one that does. */
export function SourceNotice(props: { source: SourceStanding }) {
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
