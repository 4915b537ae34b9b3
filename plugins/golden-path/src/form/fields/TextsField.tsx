import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import { getUiOptions } from '@rjsf/utils';
import { isWrong } from './rowErrors';
import { Rows } from './rows';

/** A list of short texts: tags, paths, arguments. `ui:options: { each, placeholder, collapsed }` word it. */
export function TextsField(props: FieldExtensionComponentProps<string[]>) {
  const { formData = [], onChange, schema, disabled } = props;
  const { errorSchema: errors } = props;
  const { each, placeholder, collapsed } = getUiOptions(props.uiSchema);
  const thing = typeof each === 'string' ? each : 'Entry';
  return (
    <Rows
      title={schema.title ?? thing}
      description={schema.description}
      collapsed={collapsed === true}
      errors={errors}
      items={formData}
      addLabel={`Add ${
        /^[aeiou]/i.test(thing) ? 'an' : 'a'
      } ${thing.toLocaleLowerCase()}`}
      labelOf={(text, index) =>
        text || `${thing.toLocaleLowerCase()} ${index + 1}`
      }
      onAdd={() => onChange([...formData, ''])}
      onRemove={index => onChange(formData.filter((_, at) => at !== index))}
      disabled={disabled}
      render={(text, index) => (
        <TextField
          id={`${props.idSchema.$id}-${index}`}
          label={`${thing} ${index + 1}`}
          placeholder={typeof placeholder === 'string' ? placeholder : ''}
          value={text}
          error={isWrong({ errors, index, part: '', isMain: true, parts: [] })}
          onChange={({ target }) =>
            onChange(
              formData.map((item, at) => (at === index ? target.value : item)),
            )
          }
          style={{ flex: '1 1 240px' }}
          inputProps={{ spellCheck: false }}
          disabled={disabled}
        />
      )}
    />
  );
}
