import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useMemo } from 'react';
import { KnownNameField } from './KnownNameField';

/** A topic that is declared, picked by its name; one that is not known yet is told of by the compiler. */
export function TopicField(props: FieldExtensionComponentProps<string>) {
  const { uiSchema } = props;
  const ofTopics = useMemo(
    () => ({ ...uiSchema, 'ui:options': { known: 'topics' } }),
    [uiSchema],
  );
  return <KnownNameField {...props} uiSchema={ofTopics} />;
}
