import { identityApiRef, type ApiHolder } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  previewForm,
  problemsOfPart,
  type IntentForm,
} from '@fairway/plugin-golden-path-common';
import type { FieldValidation } from '@rjsf/utils';
import { goldenPathApiRef } from '../api';
import { changedService } from './change/address';
import { isUnchanged, unchangedInWords } from './change/isUnchanged';
import { workloadTypeOf } from './formOf';
import { inTheWayOf } from './preview/inTheWay';
import { loadProposer } from './proposer';
import { loadFacts } from '../hooks/useGoldenPathFacts';
import { inSentences } from './words';

interface Context {
  apiHolder: ApiHolder;
  formData: IntentForm;
  uiSchema?: { 'ui:options'?: unknown };
}

/**
 * Holds a group or list of the form against the compiler's own schema before the wizard goes on: a range that is
 * upside down, a name that stands twice. The wizard does not say which field it asks about, so it is found by value.
 */
export async function validatePart(
  value: unknown,
  validation: FieldValidation,
  { formData, uiSchema }: Context,
): Promise<void> {
  const part = Object.entries(formData).find(([, held]) => held === value)?.[0];
  if (part === undefined || value === undefined) {
    return;
  }
  const problems = problemsOfPart({
    // What differs between types is not in these parts.
    workloadType: workloadTypeOf(uiSchema?.['ui:options']),
    form: formData,
    part,
  });
  for (const { message, remedy } of problems) {
    validation.addError(inSentences({ message, remedy }));
  }
}

/** Compiles the whole form before the wizard goes on to the review page; what denies stops it here. */
export async function validateProposal(
  _value: unknown,
  validation: FieldValidation,
  context: Context,
): Promise<void> {
  const { apiHolder, formData, uiSchema } = context;
  const api = apiHolder.get(goldenPathApiRef);
  if (!api) {
    return;
  }
  const identity = apiHolder.get(identityApiRef);
  const permission = apiHolder.get(permissionApiRef);
  const [{ contract, fleet }, proposer] = await Promise.all([
    loadFacts(api),
    identity && permission ? loadProposer({ identity, permission }) : undefined,
  ]);
  const preview = previewForm({
    workloadType: workloadTypeOf(uiSchema?.['ui:options']),
    form: formData,
    contract,
    fleet,
    now: new Date().toISOString(),
    proposer,
  });
  for (const { what } of inTheWayOf(preview)) {
    validation.addError(what);
  }
  const service = changedService(window.location.search);
  if (service === undefined || !preview.result || !preview.ready) {
    return;
  }
  const { result: before } = await api.getService(service);
  if (isUnchanged({ form: formData, before, after: preview.result })) {
    validation.addError(unchangedInWords(service));
  }
}
