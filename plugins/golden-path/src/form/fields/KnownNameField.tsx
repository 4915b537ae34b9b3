import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { errorId, getUiOptions } from '@rjsf/utils';
import { usePreviewContext } from '../preview/PreviewContext';
import type { GoldenPathFacts } from '../../hooks/useGoldenPathFacts';
import {
  nodePoolChoices,
  resourceChoices,
  storageClassChoices,
} from './choices';
import { NamePicker, type Choice } from './NamePicker';

/** What `ui:options: { known }` may name. */
const KNOWN: Record<
  string,
  (facts: GoldenPathFacts | undefined) => readonly Choice[]
> = {
  topics: facts => resourceChoices(facts, 'topic'),
  storageClasses: storageClassChoices,
  nodePools: nodePoolChoices,
};

/**
 * A name that the platform contract or the fleet knows, picked with what it means beside it. Another name is taken as
 * well: the compiler says that nobody knows it, and which name is nearest.
 */
export function KnownNameField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, schema, uiSchema, idSchema } = props;
  const { facts } = usePreviewContext();
  const { known } = getUiOptions(uiSchema);
  const choices = KNOWN[String(known)]?.(facts) ?? [];
  const chosen = choices.find(({ name }) => name === formData);
  // What is wrong stands below the field, where the form writes it.
  const isWrong = Boolean(props.rawErrors?.length);
  return (
    // The picker grows along a row; here it has a line of its own.
    <div>
      <NamePicker
        id={idSchema.$id}
        label={schema.title ?? 'Name'}
        value={formData}
        choices={choices}
        onChange={name => onChange(name || undefined)}
        required={props.required}
        error={isWrong}
        helperText={chosen?.about ?? schema.description}
        describedBy={isWrong ? errorId(idSchema.$id) : undefined}
        disabled={props.disabled}
      />
    </div>
  );
}
