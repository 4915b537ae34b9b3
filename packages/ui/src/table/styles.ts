import { makeStyles } from '@material-ui/core/styles';
import { focusRing } from '../theme';

/** Looks of tables. */
export const useTableStyles = makeStyles(theme => ({
  toolbar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(1, 2),
  },
  count: {
    color: theme.palette.text.secondary,
    fontSize: 13,
    fontVariantNumeric: 'tabular-nums',
  },
  scroller: {
    overflowX: 'auto',
    // What there is room for depends on the table's place, not on the window.
    containerType: 'inline-size',
    '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
  },
  table: {
    width: '100%',
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontFamily: theme.typography.fontFamily,
    fontSize: 14,
    lineHeight: '20px',
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: 36,
    padding: theme.spacing(0, 1.5),
    '&:first-child': { paddingLeft: theme.spacing(2) },
    '&:last-child': { paddingRight: theme.spacing(2) },
    textAlign: 'left',
    whiteSpace: 'nowrap',
    fontSize: 12.5,
    fontWeight: 600,
    color: theme.palette.text.secondary,
    background: theme.palette.background.paper,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  row: {
    '&:hover': { background: theme.palette.action.hover },
    '&:focus-within': { background: theme.palette.action.selected },
  },
  cell: {
    padding: theme.spacing(0.5, 1.5),
    '&:first-child': { paddingLeft: theme.spacing(2) },
    '&:last-child': { paddingRight: theme.spacing(2) },
    textAlign: 'left',
    fontWeight: 400,
    whiteSpace: 'nowrap',
    borderBottom: `1px solid ${theme.palette.divider}`,
    '& a:focus-visible': focusRing(theme),
  },
  numeric: {
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  prose: { whiteSpace: 'normal', minWidth: 180, maxWidth: 480 },
  growHead: { width: '100%', minWidth: 220 },
  grow: { maxWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  narrow: { '@container (max-width: 719px)': { display: 'none' } },
  medium: { '@container (max-width: 959px)': { display: 'none' } },
  wide: { '@container (max-width: 1119px)': { display: 'none' } },
  widest: { '@container (max-width: 1319px)': { display: 'none' } },
  sortButton: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    padding: 0,
    border: 0,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    '&:focus-visible': focusRing(theme),
  },
  // The arrow stands before the name, so that the name ends where its numbers end.
  sortNumeric: {
    flexDirection: 'row-reverse',
    // On one line with the names of the other columns.
    alignItems: 'baseline',
    '& svg': { transform: 'translateY(2px)' },
  },
  sortIcon: { fontSize: 14 },
}));
