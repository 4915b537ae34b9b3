import {
  diffResults,
  type CompileResult,
  type IntentForm,
} from '@fairway/plugin-golden-path-common';

/** What people read where a form states what is merged already. */
export function unchangedInWords(service: string): string {
  return `Nothing has changed: the form states what Git has for ${service}. Change an answer first.`;
}

/** Whether a form, compiled, gives exactly what its service has, and asks nothing of the other side either. */
export function isUnchanged(options: {
  form: IntentForm;
  before: CompileResult;
  after: CompileResult;
}): boolean {
  const { form, before, after } = options;
  const lines = [...(form.acceptOn ?? []), ...(form.releaseOn ?? [])];
  return lines.length === 0 && diffResults({ before, after }).length === 0;
}
