import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { usePreviewContext } from '../preview/PreviewContext';
import { serviceChoices } from './choices';
import { NamePicker } from './NamePicker';
import { isWrong } from './rowErrors';
import { Rows } from './rows';

/** A list of services: who may call this one. */
export function ServicesField(props: FieldExtensionComponentProps<string[]>) {
  const {
    formData = [],
    onChange,
    schema,
    disabled,
    errorSchema: errors,
  } = props;
  const { facts, form } = usePreviewContext();
  // What nobody can reach has no callers; names that stand there are shown, and said to be wrong.
  if (form.exposure === 'none' && !formData.length) {
    return null;
  }
  return (
    <Rows
      title={schema.title ?? 'Services'}
      description={schema.description}
      items={formData}
      errors={errors}
      addLabel="Add a service"
      labelOf={(name, index) => name || `service ${index + 1}`}
      onAdd={() => onChange([...formData, ''])}
      onRemove={index => onChange(formData.filter((_, at) => at !== index))}
      disabled={disabled}
      render={(name, index) => (
        <NamePicker
          id={`${props.idSchema.$id}-${index}`}
          label="Service"
          value={name}
          error={isWrong({ errors, index, part: '', isMain: true, parts: [] })}
          choices={serviceChoices(facts)}
          onChange={next =>
            onChange(formData.map((item, at) => (at === index ? next : item)))
          }
        />
      )}
    />
  );
}
