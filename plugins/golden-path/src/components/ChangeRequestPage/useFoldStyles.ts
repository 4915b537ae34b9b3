import { makeStyles } from '@material-ui/core/styles';

/** Two columns above the fold; a short section leaves no hole beside a long one. */
export const useFoldStyles = makeStyles(theme => ({
  fold: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    gap: theme.spacing(2),
    marginBottom: theme.spacing(3),
  },
  column: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
}));
