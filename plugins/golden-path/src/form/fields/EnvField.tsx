import TextField from '@material-ui/core/TextField';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Rows } from './rows';

interface Variable {
  name?: string;
  value?: string;
}

/** Environment variables as a list of name and value. */
export function EnvField(props: FieldExtensionComponentProps<Variable[]>) {
  const { formData = [], onChange, schema, disabled } = props;
  const id = props.idSchema.$id;
  const change = (index: number, part: Variable) =>
    onChange(
      formData.map((item, at) => (at === index ? { ...item, ...part } : item)),
    );
  return (
    <Rows
      title={schema.title ?? 'Environment variables'}
      description={schema.description}
      items={formData}
      addLabel="Add a variable"
      labelOf={({ name }, index) => name || `variable ${index + 1}`}
      onAdd={() => onChange([...formData, { name: '', value: '' }])}
      onRemove={index => onChange(formData.filter((_, at) => at !== index))}
      disabled={disabled}
      render={({ name = '', value = '' }, index) => (
        <>
          <TextField
            id={`${id}-${index}-name`}
            label="Name"
            placeholder="LOG_LEVEL"
            value={name}
            onChange={({ target }) => change(index, { name: target.value })}
            style={{ flex: '1 1 140px' }}
            inputProps={{ spellCheck: false }}
          />
          <TextField
            id={`${id}-${index}-value`}
            label="Value"
            value={value}
            onChange={({ target }) => change(index, { value: target.value })}
            style={{ flex: '2 1 220px' }}
            inputProps={{ spellCheck: false }}
          />
        </>
      )}
    />
  );
}
