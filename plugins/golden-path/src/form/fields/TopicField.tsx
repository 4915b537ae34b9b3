import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import { usePreviewContext } from '../preview/PreviewContext';
import { resourceChoices } from './choices';
import { NamePicker } from './NamePicker';

/** A topic that is declared, picked by its name; one that is not known yet is told of by the compiler. */
export function TopicField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, schema, disabled, idSchema } = props;
  const { facts } = usePreviewContext();
  return (
    <FormControl fullWidth error={Boolean(props.rawErrors?.length)}>
      <NamePicker
        id={idSchema.$id}
        label={schema.title ?? 'Topic'}
        value={formData}
        choices={resourceChoices(facts, 'topic')}
        onChange={name => onChange(name || undefined)}
        disabled={disabled}
      />
      <FormHelperText>
        {props.rawErrors?.[0] ?? schema.description}
      </FormHelperText>
    </FormControl>
  );
}
