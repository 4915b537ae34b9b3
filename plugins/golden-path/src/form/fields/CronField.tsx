import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import { cronInWords } from '@fairway/plugin-golden-path-common';

/** A schedule in five fields, with what it means in words beside it. */
export function CronField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, schema, uiSchema, disabled } = props;
  return (
    <TextField
      fullWidth
      required={props.required}
      id={props.idSchema.$id}
      label={schema.title ?? 'Schedule'}
      placeholder={uiSchema['ui:placeholder']}
      value={formData}
      onChange={({ target }) => onChange(target.value || undefined)}
      error={Boolean(props.rawErrors?.length)}
      helperText={
        props.rawErrors?.[0] ?? cronInWords(formData) ?? schema.description
      }
      inputProps={{ spellCheck: false }}
      disabled={disabled}
    />
  );
}
