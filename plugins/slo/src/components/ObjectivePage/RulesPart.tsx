import {
  readSloDocuments,
  type ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import { useMemo } from 'react';
import { RulesView } from '../shared/RulesView';

/** The rules of this objective alone, whichever others stand in its document. */
export function RulesPart(props: { value: ObjectiveAnswer }) {
  const { id, document } = props.value;
  const { text, place } = document;
  const definitions = useMemo(
    () =>
      readSloDocuments({
        files: [{ file: place.file, text }],
      }).definitions.filter(({ objective }) => objective.id === id),
    [id, text, place.file],
  );
  return <RulesView definitions={definitions} />;
}
