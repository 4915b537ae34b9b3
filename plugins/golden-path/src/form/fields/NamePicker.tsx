import TextField from '@material-ui/core/TextField';
import Autocomplete, {
  createFilterOptions,
} from '@material-ui/lab/Autocomplete';

/** Something that can be picked by its name. */
export interface Choice {
  name: string;
  /** A second line that tells it apart. */
  about?: string;
}

/** A long list stays quick: people type, they do not scroll through thousands. */
const filterOptions = createFilterOptions<Choice>({
  limit: 50,
  stringify: ({ name, about }) => `${name} ${about ?? ''}`,
});

/** Picks one of the known names, or takes one that is not known yet; the compiler says so beside it. */
export function NamePicker(props: {
  id: string;
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange(name: string): void;
  disabled?: boolean;
  error?: boolean;
  required?: boolean;
  /** What stands below the input, and is read out with it. */
  helperText?: string;
  /** Id of what says elsewhere what is wrong. */
  describedBy?: string;
}) {
  const { id, label, value, choices, onChange, disabled, error } = props;
  const { required, helperText, describedBy } = props;
  return (
    <Autocomplete<Choice, false, true, true>
      id={id}
      freeSolo
      disableClearable
      options={[...choices]}
      filterOptions={filterOptions}
      getOptionLabel={choice =>
        typeof choice === 'string' ? choice : choice.name
      }
      inputValue={value}
      onInputChange={(event: object | null, name) => {
        // Without an event nobody typed or picked: it would empty what it was given to start with.
        if (event) {
          onChange(name.trim());
        }
      }}
      disabled={disabled}
      style={{ flex: '2 1 240px' }}
      renderOption={({ name, about }) => (
        <span>
          {name}
          {about && (
            <small style={{ display: 'block', opacity: 0.75 }}>{about}</small>
          )}
        </span>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={label}
          error={error}
          required={required}
          helperText={helperText}
          inputProps={{
            ...params.inputProps,
            spellCheck: false,
            ...(describedBy && {
              'aria-describedby': helperText
                ? `${id}-helper-text ${describedBy}`
                : describedBy,
            }),
          }}
        />
      )}
    />
  );
}
