import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { getUiOptions } from '@rjsf/utils';
import { NumberInput } from './NumberInput';
import { isWrong } from './rowErrors';
import { Rows } from './rows';

/** A list of whole numbers, such as ports. `ui:options: { each }` names a row; an empty row says nothing. */
export function NumbersField(
  props: FieldExtensionComponentProps<(number | null)[]>,
) {
  const { formData = [], onChange, schema, disabled } = props;
  const { each } = getUiOptions(props.uiSchema);
  const thing = typeof each === 'string' ? each : 'Number';
  return (
    <Rows
      title={schema.title ?? thing}
      description={schema.description}
      errors={props.errorSchema}
      items={formData}
      addLabel={`Add a ${thing.toLocaleLowerCase()}`}
      labelOf={(value, index) =>
        `${thing.toLocaleLowerCase()} ${value ?? index + 1}`
      }
      onAdd={() => onChange([...formData, null])}
      onRemove={index => onChange(formData.filter((_, at) => at !== index))}
      disabled={disabled}
      render={(value, index) => (
        <NumberInput
          id={`${props.idSchema.$id}-${index}`}
          label={`${thing} ${index + 1}`}
          value={value ?? undefined}
          error={isWrong({
            errors: props.errorSchema,
            index,
            part: '',
            isMain: true,
            parts: [],
          })}
          onChange={next =>
            onChange(
              formData.map((item, at) => (at === index ? next ?? null : item)),
            )
          }
          disabled={disabled}
        />
      )}
    />
  );
}
