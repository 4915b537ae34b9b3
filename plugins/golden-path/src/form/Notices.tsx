import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { ChangeNotice } from './change/ChangeNotice';
import type { Change } from './change/useChange';
import type { DraftState } from './draft/useDraft';
import { useMayPropose } from './proposer';

/** What is to be known before the first field: that nothing can be proposed, or where the answers come from. */
export function Notices(props: { draft: DraftState; change?: Change }) {
  const { restored, startAnew } = props.draft;
  const { change } = props;
  const mayPropose = useMayPropose();
  return (
    <>
      {mayPropose === false && (
        <Alert severity="warning" style={{ marginBottom: 16 }}>
          {change?.service === undefined
            ? 'You may not create services: this form shows what would come out, and its request would be refused. Ask someone of the team that is to own the service, or the platform team.'
            : 'You may not change services: this form shows what would come out, and its request would be refused. Ask someone of the team that owns the service, or the platform team.'}
        </Alert>
      )}
      {change?.service !== undefined && (
        <ChangeNotice service={change.service} change={change} />
      )}
      {restored && (
        <Alert
          severity="info"
          role="status"
          style={{ marginBottom: 16 }}
          action={
            <Button color="inherit" size="small" onClick={startAnew}>
              Start anew
            </Button>
          }
        >
          Your draft{' '}
          {typeof restored.name === 'string' && restored.name
            ? `of ${restored.name} `
            : ''}
          is back.
        </Alert>
      )}
    </>
  );
}
