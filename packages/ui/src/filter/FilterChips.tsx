import { makeStyles } from '@material-ui/core/styles';
import { StateChip } from '../state';
import { focusRing, type State } from '../theme';

const useStyles = makeStyles(theme => ({
  group: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    padding: 2,
    border: '1px solid transparent',
    borderRadius: 6,
    background: 'none',
    font: 'inherit',
    cursor: 'pointer',
    '&:hover': { borderColor: theme.palette.divider },
    '&[aria-pressed=true]': {
      borderColor: theme.palette.primary.main,
      boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
    },
    '&:focus-visible': focusRing(theme),
  },
}));

/** States with how many there are of each. One of them narrows a list down; chosen again, it shows all. @public */
export function FilterChips<T extends string>(props: {
  label: string;
  options: { value: T; title: string; count: number; look: State }[];
  value?: T;
  onChange(value: T | undefined): void;
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
          onClick={() =>
            onChange(option.value === value ? undefined : option.value)
          }
        >
          <StateChip
            state={option.look}
            label={`${option.count} ${option.title}`}
          />
        </button>
      ))}
    </div>
  );
}
