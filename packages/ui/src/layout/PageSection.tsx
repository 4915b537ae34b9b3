import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    minWidth: 0,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    boxSizing: 'border-box',
    minHeight: 44,
    padding: theme.spacing(0.75, 2),
    fontSize: 14,
    borderBottom: `1px solid ${theme.palette.divider}`,
    // What stands beside the title is cut before the title is.
    '& > :not(:first-child)': { minWidth: 0 },
  },
  title: { margin: 0, fontSize: 15, fontWeight: 600, flex: 'none' },
  body: { padding: theme.spacing(2) },
  dense: { padding: 0 },
}));

/** @public */
export interface PageSectionProps {
  title: string;
  /** Level of the heading; 2 when left out. */
  level?: 2 | 3;
  /** Right of the title: chips, links, buttons. */
  aside?: ReactNode;
  /** No padding: for tables and lists that reach the edge. */
  flush?: boolean;
  children: ReactNode;
}

/** A part of a page with a heading of its own. @public */
export function PageSection(props: PageSectionProps) {
  const { title, level = 2, aside, flush, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <div className={classes.head}>
        <Typography
          id={id}
          component={level === 2 ? 'h2' : 'h3'}
          className={classes.title}
        >
          {title}
        </Typography>
        {aside}
      </div>
      <div className={flush ? classes.dense : classes.body}>{children}</div>
    </section>
  );
}
