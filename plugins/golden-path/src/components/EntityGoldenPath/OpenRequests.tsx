import Typography from '@material-ui/core/Typography';
import type { ChangeRequestSummary } from '@fairway/plugin-golden-path-common';
import { useWords } from '../../hooks/useWords';
import { RequestList } from '../shared/RequestList';

/** Requests on this service that are open. */
export function OpenRequests(props: { requests: ChangeRequestSummary[] }) {
  const t = useWords();
  return props.requests.length > 0 ? (
    <RequestList requests={props.requests} />
  ) : (
    <Typography variant="body2">{t('entity.noRequestsText')}</Typography>
  );
}
