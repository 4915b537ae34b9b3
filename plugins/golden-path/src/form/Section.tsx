import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useState, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  summary: {
    cursor: 'pointer',
    padding: theme.spacing(0.5, 0),
    borderRadius: theme.shape.borderRadius,
    '& > *': { display: 'inline' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  },
  about: { marginLeft: theme.spacing(1) },
}));

/** Fields that belong together, under a title; those that few people need are folded away until they do. */
export function Section(props: {
  title: string;
  description?: ReactNode;
  /** Folded away at first, unless it is `inUse`. */
  collapsed?: boolean;
  /** Whether it holds something, or something about it is wrong. */
  inUse?: boolean;
  children: ReactNode;
}) {
  const { title, description, collapsed, inUse = false, children } = props;
  const classes = useStyles();
  const [open, setOpen] = useState(inUse);
  // Nothing that needs a person's eye stays folded away; what they fold up themselves stays so.
  useEffect(() => {
    if (inUse) {
      setOpen(true);
    }
  }, [inUse]);
  const about = description && (
    <Typography variant="body2" color="textSecondary" gutterBottom>
      {description}
    </Typography>
  );
  if (!collapsed) {
    return (
      <fieldset className={classes.root}>
        <Typography component="legend" variant="h6">
          {title}
        </Typography>
        {about}
        {children}
      </fieldset>
    );
  }
  return (
    <details
      open={open}
      onToggle={event => setOpen(event.currentTarget.open)}
      aria-label={title}
    >
      <summary className={classes.summary}>
        <Typography component="span" variant="h6">
          {title}
        </Typography>
        <Typography
          component="span"
          variant="body2"
          color="textSecondary"
          className={classes.about}
        >
          optional
        </Typography>
      </summary>
      <fieldset className={classes.root} aria-label={title}>
        {about}
        {open && children}
      </fieldset>
    </details>
  );
}
