import { checkIntent } from '../schema/parse';
import { pointerSegments } from '../json/pointer';
import type { Problem } from '../schema/problem';
import type { WorkloadType } from '../schema/intent';
import { valueAt } from '../json/path';
import { formPathOf } from './formPath';
import type { IntentForm } from './intentForm';
import { intentFromForm } from './intentFromForm';
import { checkTwice } from './twice';

/**
 * What is wrong with one part of a form, as the compiler sees it: the group, list or field of that name. A part that
 * nobody has filled in is not wrong yet.
 * @public
 */
export function problemsOfPart(options: {
  workloadType: WorkloadType;
  form: IntentForm;
  /** Key of the form: `scaling`. */
  part: string;
}): Problem[] {
  const { workloadType, form, part } = options;
  const stated = intentFromForm({ workloadType, form });
  const checked = checkIntent(stated);
  return [...checkTwice(form), ...(checked.ok ? [] : checked.problems)].filter(
    ({ at }) => {
      const holder = pointerSegments(at).slice(0, -1);
      return (
        formPathOf({ pointer: at, form })[0] === part &&
        (valueAt(stated, pointerSegments(at)) !== undefined ||
          (holder.length > 1 && valueAt(stated, holder) !== undefined))
      );
    },
  );
}
