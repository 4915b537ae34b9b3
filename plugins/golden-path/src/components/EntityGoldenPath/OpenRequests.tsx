import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ChangeRequestSummary } from '@fairway/plugin-golden-path-common';
import { Age } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { changeRequestRouteRef } from '../../routes';
import { StandingChip } from '../shared/decision';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(0.5, 0),
    fontSize: 14,
  },
}));

/** Requests on this service that are open. */
export function OpenRequests(props: { requests: ChangeRequestSummary[] }) {
  const { requests } = props;
  const t = useWords();
  const classes = useStyles();
  const link = useRouteRef(changeRequestRouteRef);
  if (requests.length === 0) {
    return (
      <Typography variant="body2">{t('entity.noRequestsText')}</Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {requests.map(request => (
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
