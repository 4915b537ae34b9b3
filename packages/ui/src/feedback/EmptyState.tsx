import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 560,
    margin: '0 auto',
    padding: theme.spacing(5, 2),
    textAlign: 'center',
  },
  action: { marginTop: theme.spacing(2) },
}));

/** @public */
export interface EmptyStateProps {
  /** What will be here. */
  title: string;
  /** How to get there. */
  text?: ReactNode;
  /** The button that gets there. */
  action?: ReactNode;
}

/** A page or table without content yet. @public */
export function EmptyState(props: EmptyStateProps) {
  const { title, text, action } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography variant="h5" component="p" gutterBottom>
        {title}
      </Typography>
      {text && (
        <Typography variant="body2" component="p" color="textSecondary">
          {text}
        </Typography>
      )}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
