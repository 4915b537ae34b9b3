import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { ServiceAnswer } from '@fairway/plugin-golden-path-common';
import { useFlowLink } from '../../hooks/useFlowLink';

/** What no form can show, and how it is changed instead. */
export function ByHand(props: { answer: ServiceAnswer }) {
  const { name } = props.answer.service;
  const containers = Object.keys(props.answer.intent.spec.containers);
  const link = useFlowLink();
  return (
    <Alert severity="info" role="status">
      <AlertTitle>The intent of {name} is changed by hand</AlertTitle>
      <Typography variant="body2" paragraph>
        The form fills in the container <code>app</code>, and {name} has{' '}
        {containers.join(' and ')}. Nothing of it would be lost, but nothing
        could be shown either.
      </Typography>
      <Typography variant="body2" paragraph>
        Edit <code>services/{name}/intent.yaml</code> in a branch of the GitOps
        repository, run <code>fairway compile</code> there, and open a request
        with what it writes.
      </Typography>
      <Link to={link({ service: name })}>Back to {name}</Link>
    </Alert>
  );
}
