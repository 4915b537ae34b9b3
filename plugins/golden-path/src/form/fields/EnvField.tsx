import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { VariableForm } from '@fairway/plugin-golden-path-common';
import { VariableRows } from './VariableRows';

/** Environment variables as a list of name and value. */
export function EnvField(props: FieldExtensionComponentProps<VariableForm[]>) {
  const { formData = [], onChange, schema, disabled } = props;
  return (
    <VariableRows
      id={props.idSchema.$id}
      title={schema.title ?? 'Environment variables'}
      description={schema.description}
      variables={formData}
      onChange={onChange}
      disabled={disabled}
      errors={props.errorSchema}
    />
  );
}
