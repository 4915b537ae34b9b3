import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangeRequestSummary } from '@fairway/plugin-golden-path-common';
import { Age } from '@fairway/ui';
import { changeRequestRouteRef } from '../../routes';
import { StandingChip } from './decision';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(1, 0),
    fontSize: 14,
    lineHeight: '20px',
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
}));

/** A few requests with where they stand. */
export function RequestList(props: { requests: ChangeRequestSummary[] }) {
  const classes = useStyles();
  const link = useRouteRef(changeRequestRouteRef);
  return (
    <ul className={classes.list}>
      {props.requests.map(request => (
        <li key={request.id} className={classes.item}>
          <Link to={link({ id: request.id })}>
            #{request.number} {request.title}
          </Link>
          <StandingChip request={request} />
          <Age since={request.createdAt} />
        </li>
      ))}
    </ul>
  );
}
