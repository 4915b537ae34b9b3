import {
  fieldsOfPage,
  withDefaults,
  type GoldenPathTemplate,
} from '../authoring/templateFields';
import { withoutValue, withValue } from '../form/data';
import { intentFromForm } from '../form/intentFromForm';
import { isRecord, pointerOf } from '../json/pointer';
import { valueAt } from '../json/path';
import type { WorkloadType } from '../schema/intent';
import type { IntentEdit } from './api';
import { isEditPointer } from './edits';

/**
 * What another default in the form of a template makes of services that still have the old one. A default that goes
 * changes nobody. What the form holds in another shape than the intent is found by stating both.
 * @public
 */
export function templateEdits(options: {
  before: GoldenPathTemplate;
  after: GoldenPathTemplate;
}): IntentEdit[] {
  const { before, after } = options;
  const [{ 'ui:options': type }] = after.spec.parameters;
  const old = new Map(
    defaultsOf(before).map(({ path, value }) => [pointerOf(path), value]),
  );
  const form = formOf(after);
  const edits = defaultsOf(after).flatMap(({ path, value }) => {
    const was = old.get(pointerOf(path));
    if (JSON.stringify(was) === JSON.stringify(value)) {
      return [];
    }
    const state = (stated: unknown) =>
      intentFromForm({
        workloadType: type.workloadType,
        form: Object.assign(
          {},
          stated === undefined
            ? withoutValue(form, path)
            : withValue({ target: form, path, value: stated }),
        ),
      });
    return differences(state(was), state(value), []);
  });
  return [...new Map(edits.map(edit => [edit.at, edit])).values()].filter(
    ({ at }) => isEditPointer(at),
  );
}

/** Services that a template's edits are for. @public */
export function workloadTypeOf(template: GoldenPathTemplate): WorkloadType {
  return template.spec.parameters[0]['ui:options'].workloadType;
}

function defaultsOf(
  template: GoldenPathTemplate,
): { path: string[]; value: unknown }[] {
  return template.spec.parameters
    .flatMap(page => fieldsOfPage(page, ''))
    .filter(({ field }) => field.default !== undefined)
    .map(({ path, field }) => ({ path, value: field.default }));
}

/** A form in which everything that has a default counts: what is for the public alone too. */
function formOf(template: GoldenPathTemplate): Record<string, unknown> {
  let form: Record<string, unknown> = {};
  for (const page of template.spec.parameters) {
    form = withDefaults(page.properties, form);
  }
  for (const { path, value } of defaultsOf(template)) {
    if (valueAt(form, path) === undefined) {
      form = Object.assign({}, withValue({ target: form, path, value }));
    }
  }
  const rollout = isRecord(form.rollout) ? form.rollout : {};
  return {
    ...form,
    exposure: form.exposure === 'none' ? 'none' : 'public',
    // Of a rolling update the intent has no steps, whatever the form holds.
    ...(rollout.steps !== undefined && {
      rollout: { ...rollout, strategy: 'canary' },
    }),
  };
}

/** Leaves that differ, with what stands there before and after. Lists are one value. */
function differences(
  before: unknown,
  after: unknown,
  path: string[],
): IntentEdit[] {
  if (isRecord(after) && (isRecord(before) || before === undefined)) {
    return Object.keys(after).flatMap(key =>
      differences(before?.[key], after[key], [...path, key]),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ at: pointerOf(path), from: before ?? null, to: after }];
}
