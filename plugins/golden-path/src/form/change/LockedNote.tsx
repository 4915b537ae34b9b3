import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { useFlowLink } from '../../hooks/useFlowLink';

const WORDS = {
  rename: 'To give it another name,',
  move: 'To give it to another team or system,',
};
const LINKS = { rename: 'rename it', move: 'move it' };

/** Below what stays as it is while a service is changed: where it is changed instead. */
export function LockedNote(props: {
  service: string;
  flow: 'rename' | 'move';
}) {
  const { service, flow } = props;
  const to = useFlowLink()({ service, flow });
  return (
    <Typography variant="caption" color="textSecondary" component="span">
      {WORDS[flow]}{' '}
      <Link to={to} underline="always">
        {LINKS[flow]}
      </Link>
      .
    </Typography>
  );
}
