import TextField from '@material-ui/core/TextField';

/** A whole number, or nothing. */
export function NumberInput(props: {
  id: string;
  label: string;
  value: number | undefined;
  onChange(value: number | undefined): void;
  disabled?: boolean;
  error?: boolean;
}) {
  const { id, label, value, onChange, disabled, error } = props;
  return (
    <TextField
      id={id}
      label={label}
      type="number"
      value={value ?? ''}
      error={error}
      onChange={({ target }) =>
        onChange(target.value === '' ? undefined : Number(target.value))
      }
      style={{ flex: '1 1 110px' }}
      inputProps={{ min: 1 }}
      disabled={disabled}
    />
  );
}
