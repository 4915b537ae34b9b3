import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import { errorId } from '@rjsf/utils';
import { cronInWords } from '@fairway/plugin-golden-path-common';

/** A schedule in five fields, with what it means in words beside it. */
export function CronField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, schema, uiSchema, disabled } = props;
  const { $id } = props.idSchema;
  // What is wrong stands below the field, where the form writes it.
  const isWrong = Boolean(props.rawErrors?.length);
  return (
    <TextField
      fullWidth
      required={props.required}
      id={$id}
      label={schema.title ?? 'Schedule'}
      placeholder={uiSchema['ui:placeholder']}
      value={formData}
      onChange={({ target }) => onChange(target.value || undefined)}
      error={isWrong}
      helperText={cronInWords(formData) ?? schema.description}
      inputProps={{
        spellCheck: false,
        'aria-describedby': isWrong
          ? `${$id}-helper-text ${errorId($id)}`
          : `${$id}-helper-text`,
      }}
      disabled={disabled}
    />
  );
}
