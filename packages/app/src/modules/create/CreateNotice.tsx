import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { changeRequestCreatePermission } from '@fairway/plugin-golden-path-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import useAsync from 'react-use/esm/useAsync';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(3, 3, 0),
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: `4px solid ${theme.palette.warning.main}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
  },
}));

/** Says on the list of templates why none of them can be chosen, and where to go instead. */
export function CreateNotice() {
  const classes = useStyles();
  const permissions = useApi(permissionApiRef);
  const { value: isDenied } = useAsync(async () => {
    const { result } = await permissions.authorize({
      permission: changeRequestCreatePermission,
    });
    return result === 'DENY';
  }, [permissions]);
  if (!isDenied) {
    return null;
  }
  return (
    <section className={classes.root} aria-label="What you may do here">
      <Typography variant="h6" component="h2" gutterBottom>
        You may look, not create
      </Typography>
      <Typography variant="body2">
        You see which kinds of service the platform offers, but you may not open
        change requests, so none can be chosen. Ask someone of the team that is
        to own the service to create it, or the platform team to let you. Until
        then: <Link to="/catalog">what exists</Link>,{' '}
        <Link to="/change-requests">what is about to change</Link>,{' '}
        <Link to="/platform">what the platform promises</Link>.
      </Typography>
    </section>
  );
}
