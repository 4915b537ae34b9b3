import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import type { DraftState } from './draft/useDraft';
import { useMayPropose } from './proposer';

/** What is to be known before the first field: that nothing can be proposed, or where the answers come from. */
export function Notices(props: { draft: DraftState }) {
  const { restored, startAnew } = props.draft;
  const mayPropose = useMayPropose();
  return (
    <>
      {mayPropose === false && (
        <Alert severity="warning" style={{ marginBottom: 16 }}>
          You may not create services: this form shows what would come out, and
          its request would be refused. Ask someone of the team that is to own
          the service, or the platform team.
        </Alert>
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
