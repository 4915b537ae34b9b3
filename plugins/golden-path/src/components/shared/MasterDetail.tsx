import { makeStyles } from '@material-ui/core/styles';
import { focusRing } from '@fairway/ui';
import type { ReactNode } from 'react';

export const useMasterDetailStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(240px, 340px) minmax(0, 1fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    fontFamily: theme.typography.fontFamily,
    color: theme.palette.text.primary,
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  stacked: { gridTemplateColumns: 'minmax(0, 1fr)' },
  master: {
    maxHeight: '75vh',
    '$stacked > &': { maxHeight: 220 },
    overflowY: 'auto',
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    padding: theme.spacing(1, 0),
  },
  group: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: 0,
    padding: theme.spacing(1, 2, 0.5),
    fontSize: 13,
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    // Far rows cost nothing until they are scrolled to.
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 36px',
  },
  button: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    width: '100%',
    minHeight: 36,
    padding: theme.spacing(0.5, 2),
    border: 0,
    background: 'none',
    color: theme.palette.text.primary,
    font: 'inherit',
    fontSize: 14,
    textAlign: 'left',
    cursor: 'pointer',
    '&:hover': { background: theme.palette.action.hover },
    '&[aria-current=true]': {
      background: theme.palette.action.selected,
      boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
    },
    '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
  },
  rowTitle: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  rowMore: {
    flex: 'none',
    fontSize: 12.5,
    color: theme.palette.text.secondary,
  },
  detailHead: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  },
  detailTitle: { margin: 0, fontSize: 15, fontWeight: 600 },
  path: {
    color: theme.palette.text.secondary,
    fontSize: 13,
    overflowWrap: 'anywhere',
  },
}));

/** Where the list stands: left of what is chosen, or above it where there is little room. */
export type MasterDetailLayout = 'side-by-side' | 'stacked';

/** A list, and what is chosen from it. */
export function MasterDetail(props: {
  label: string;
  layout?: MasterDetailLayout;
  master: ReactNode;
  children: ReactNode;
}) {
  const classes = useMasterDetailStyles();
  const isStacked = props.layout === 'stacked';
  return (
    <div className={`${classes.root} ${isStacked ? classes.stacked : ''}`}>
      <nav aria-label={props.label} className={classes.master}>
        {props.master}
      </nav>
      <div>{props.children}</div>
    </div>
  );
}
