import TextField from '@material-ui/core/TextField';
import Autocomplete, {
  createFilterOptions,
} from '@material-ui/lab/Autocomplete';
import { useId } from 'react';

/** A long list stays quick: people type, they do not scroll through thousands. */
const LIMIT = 50;

/** Some of many, picked by their names. */
export function MultiPick<T extends string>(props: {
  label: string;
  /** What it means that nothing is picked: `All`. */
  none: string;
  options: readonly T[];
  values: readonly T[];
  onChange(values: T[]): void;
}) {
  const { label, none, options, values, onChange } = props;
  const id = useId();
  return (
    <Autocomplete<T, true, false, false>
      id={id}
      multiple
      size="small"
      options={[...options]}
      value={[...values]}
      filterSelectedOptions
      filterOptions={createFilterOptions<T>({ limit: LIMIT })}
      onChange={(_event, next) => onChange(next)}
      renderInput={params => (
        <TextField
          {...params}
          variant="outlined"
          label={label}
          placeholder={values.length === 0 ? none : undefined}
          InputLabelProps={{ ...params.InputLabelProps, shrink: true }}
        />
      )}
    />
  );
}
