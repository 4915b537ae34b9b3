import {
  WORKLOAD_TYPES,
  type IntentForm,
  type WorkloadType,
} from '@fairway/plugin-golden-path-common';

/** The whole form as the wizard hands it to a field: all pages, not only the one that is shown. */
export function formOf(formContext: unknown): IntentForm {
  const data =
    typeof formContext === 'object' && formContext !== null
      ? Reflect.get(formContext, 'formData')
      : undefined;
  return typeof data === 'object' && data !== null ? data : {};
}

/** The template's workload type, from `ui:options`. */
export function workloadTypeOf(options: unknown): WorkloadType {
  const named =
    typeof options === 'object' && options !== null
      ? Reflect.get(options, 'workloadType')
      : undefined;
  return WORKLOAD_TYPES.find(type => type === named) ?? 'http-api';
}
