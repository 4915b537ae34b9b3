import Alert from '@material-ui/lab/Alert';
import type { OriginStanding } from '@fairway/plugin-slo-common';
import { formatLocalTime } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

/** A place of documents that does not answer: since when, and how old the list is that stays in force. */
export function OriginNotice(props: { origin: OriginStanding }) {
  const { kind, answeredAt, failing } = props.origin;
  const t = useWords();
  return (
    <Alert severity="warning">
      <strong>
        {t('origins.failing', {
          origin: t(`origins.kind.${kind}`),
          since: formatLocalTime(failing.since),
        })}
      </strong>{' '}
      {answeredAt && t('origins.asOf', { at: formatLocalTime(answeredAt) })}{' '}
      {failing.message}
    </Alert>
  );
}
