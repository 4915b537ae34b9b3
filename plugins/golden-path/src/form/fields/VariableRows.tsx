import TextField from '@material-ui/core/TextField';
import type { VariableForm } from '@fairway/plugin-golden-path-common';
import { isWrong } from './rowErrors';
import { Rows } from './rows';

/** Environment variables, each a name and a value. */
export function VariableRows(props: {
  id: string;
  title: string;
  description?: string;
  variables: readonly VariableForm[];
  onChange(variables: VariableForm[]): void;
  disabled?: boolean;
  /** What is wrong, by row. */
  errors?: unknown;
}) {
  const { id, title, description, variables, onChange, disabled, errors } =
    props;
  const change = (index: number, part: VariableForm) =>
    onChange(
      variables.map((item, at) => (at === index ? { ...item, ...part } : item)),
    );
  return (
    <Rows
      title={title}
      description={description}
      items={variables}
      errors={errors}
      addLabel="Add a variable"
      labelOf={({ name }, index) => name || `variable ${index + 1}`}
      onAdd={() => onChange([...variables, { name: '', value: '' }])}
      onRemove={index => onChange(variables.filter((_, at) => at !== index))}
      disabled={disabled}
      render={({ name = '', value = '' }, index) => (
        <>
          <TextField
            id={`${id}-${index}-name`}
            label="Name"
            placeholder="LOG_LEVEL"
            value={name}
            error={isWrong({ errors, index, part: 'name', parts: [] })}
            onChange={({ target }) => change(index, { name: target.value })}
            style={{ flex: '1 1 140px' }}
            inputProps={{ spellCheck: false }}
          />
          <TextField
            id={`${id}-${index}-value`}
            label="Value"
            value={value}
            error={isWrong({
              errors,
              index,
              part: 'value',
              isMain: true,
              parts: ['name'],
            })}
            onChange={({ target }) => change(index, { value: target.value })}
            style={{ flex: '2 1 220px' }}
            inputProps={{ spellCheck: false }}
          />
        </>
      )}
    />
  );
}
