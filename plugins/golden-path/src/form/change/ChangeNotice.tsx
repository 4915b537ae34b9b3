import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import type { ChangeRequestSummary } from '@fairway/plugin-golden-path-common';
import { ErrorState } from '@fairway/ui';
import { changeRequestRouteRef } from '../../routes';
import { usePreviewContext } from '../preview/PreviewContext';
import type { Change } from './useChange';
import { useProposed } from './useProposed';

const GAP = { marginBottom: 16 };

/** Which service is changed and from what, and which open request the change would go into. */
export function ChangeNotice(props: { service: string; change: Change }) {
  const { service, change } = props;
  if (change.error) {
    return (
      <ErrorState
        error={change.error}
        title={`${service} could not be read`}
        kept="Nothing was changed. Without what it states now this form would make another service of it: do not go on."
      />
    );
  }
  const { standing } = change;
  return (
    <>
      <Alert severity="info" style={GAP}>
        You change <b>{service}</b>
        {standing
          ? ` as Git has it at ${(standing.changedIn ?? standing.commit).slice(
              0,
              12,
            )}. What the form has no field for is kept.`
          : ', which is being read…'}
      </Alert>
      {standing?.openRequests.map(request => (
        <OpenRequestNotice key={request.id} request={request} />
      ))}
    </>
  );
}

/** The open request that this one goes into, and the way to start from it. */
function OpenRequestNotice(props: { request: ChangeRequestSummary }) {
  const { request } = props;
  const { fill, standing } = usePreviewContext();
  const to = useRouteRef(changeRequestRouteRef)({ id: request.id });
  const { take, busy, taken, problem } = useProposed({
    id: request.id,
    standing: standing?.intent,
    fill,
  });
  return (
    <Alert
      severity="warning"
      role="status"
      style={GAP}
      action={
        fill && (
          <Button
            color="inherit"
            size="small"
            disabled={busy || taken}
            onClick={take}
          >
            Start from it
          </Button>
        )
      }
    >
      <Link to={to} underline="always">
        Request #{request.number} {request.title}
      </Link>{' '}
      is open. It will be updated to what is stated here; no second one is
      opened. {taken && 'The form now states what it proposes.'}
      {problem}
    </Alert>
  );
}
