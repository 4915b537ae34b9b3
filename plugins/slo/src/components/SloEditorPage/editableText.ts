import { writeOpenSlo, type ObjectiveAnswer } from '@fairway/plugin-slo-common';

/** A document as it is edited. */
export interface EditableText {
  text: string;
  /** What of the document as it is cannot be said in this form, in sentences. */
  leftOut: string[];
}

/** The document of an objective as OpenSLO, whatever it is written in. */
export function editableText(value: ObjectiveAnswer): EditableText {
  const { document, objective } = value;
  return document.format === 'openslo'
    ? { text: document.text, leftOut: [] }
    : writeOpenSlo(objective);
}
