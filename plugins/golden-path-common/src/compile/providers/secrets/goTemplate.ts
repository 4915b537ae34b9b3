import type { ValuePart } from '../../secretPlan';

/**
 * A Go template that gives the parts one after the other. Whatever the text holds, it comes out as it stands:
 * text with a brace in it, which could begin or complete an action, is written as a string constant.
 */
export function goTemplate(parts: ValuePart[]): string {
  let template = '';
  for (const part of parts) {
    if ('text' in part) {
      template += part.text.includes('{')
        ? `{{ ${goString(part.text)} }}`
        : part.text;
    } else {
      template += `{{ index . ${goString(`${part.secret}.${part.key}`)} }}`;
    }
  }
  return template;
}

/** JSON's escapes are a subset of Go's; halves of surrogate pairs, which Go refuses, are replaced. */
function goString(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
