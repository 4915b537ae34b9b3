import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';

const useStyles = makeStyles({ root: { minWidth: 130, maxWidth: 280 } });

const ALL = ' ';

/** One of many, or all of them. @public */
export function FilterSelect(props: {
  label: string;
  /** What is chosen when nothing is: `All teams`. */
  all: string;
  value?: string;
  options: { value: string; title: string }[];
  onChange(value: string | undefined): void;
}) {
  const { label, all, value, options, onChange } = props;
  const classes = useStyles();
  const id = useId();
  // What stands in the address may not be among the choices, or not yet.
  const isKnown = options.some(option => option.value === value);
  return (
    <TextField
      select
      id={id}
      size="small"
      variant="outlined"
      className={classes.root}
      label={label}
      value={value ?? ALL}
      onChange={({ target }) =>
        onChange(target.value === ALL ? undefined : target.value)
      }
    >
      <MenuItem value={ALL}>{all}</MenuItem>
      {value !== undefined && !isKnown && (
        <MenuItem value={value}>{value}</MenuItem>
      )}
      {options.map(option => (
        <MenuItem key={option.value} value={option.value}>
          {option.title}
        </MenuItem>
      ))}
    </TextField>
  );
}
