import {
  formFromIntent,
  type IntentForm,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { nodeOf } from '../places';
import type { FormPage } from '../template';

/** What the form derives, and what only steers the request. */
const STEERS = ['kept', 'proposal', 'message', 'hold', 'acceptOn', 'releaseOn'];

/**
 * The form that states what an intent states, and nothing more: what the intent leaves to the platform is stated as
 * left out, or the form would fill in its own defaults for it.
 *
 * @returns undefined when the form cannot show the intent, which is then changed by hand.
 */
export function asItStands(options: {
  intent: ServiceIntent;
  pages: readonly FormPage[];
}): IntentForm | undefined {
  const form = formFromIntent(options.intent);
  return form && withGaps({ form, pages: options.pages });
}

/**
 * The same form; what it does not state and a page asks for is undefined, not absent, and what no page asks for is not
 * there at all, or the review page would show it as an empty row.
 */
export function withGaps(options: {
  form: object;
  pages: readonly FormPage[];
}): IntentForm {
  const { form, pages } = options;
  const stated = Object.entries(form).filter(
    ([, value]) => value !== undefined,
  );
  return Object.assign(
    {},
    Object.fromEntries(stated),
    ...pages.map(({ schema }) => gapsOf(schema, form)),
  );
}

function gapsOf(schema: unknown, form: object): object {
  return Object.fromEntries(
    Object.entries(nodeOf(schema).properties)
      .filter(([name]) => !STEERS.includes(name))
      .map(([name, member]) => {
        const value: unknown = Reflect.get(form, name);
        return [
          name,
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? { ...value, ...gapsOf(member, value) }
            : value,
        ];
      }),
  );
}
