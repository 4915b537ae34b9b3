import { makeStyles } from '@material-ui/core/styles';
import { focusRing } from '../theme';

const useStyles = makeStyles(theme => ({
  group: {
    display: 'inline-flex',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    maxWidth: '100%',
    overflowX: 'auto',
    overflowY: 'hidden',
  },
  button: {
    height: 36,
    padding: theme.spacing(0, 1.75),
    border: 0,
    background: theme.palette.background.paper,
    color: theme.palette.text.secondary,
    fontFamily: theme.typography.fontFamily,
    fontSize: 14,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    '&:not(:first-child)': {
      borderLeft: `1px solid ${theme.palette.divider}`,
    },
    '&[aria-pressed=true]': {
      color: theme.palette.text.primary,
      boxShadow: `inset 0 -2px ${theme.palette.primary.main}`,
    },
    '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
  },
}));

/** One of a few: buttons side by side. @public */
export function Segmented<T extends string>(props: {
  label: string;
  options: { value: T; title: string }[];
  value: T;
  onChange(value: T): void;
}) {
  const { label, options, value, onChange } = props;
  const classes = useStyles();
  return (
    <div role="group" aria-label={label} className={classes.group}>
      {options.map(option => (
        <button
          key={option.value}
          type="button"
          className={classes.button}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.title}
        </button>
      ))}
    </div>
  );
}
