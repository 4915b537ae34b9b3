import type { UiSchema } from '@rjsf/utils';
import { OwnershipNote } from './fields/OwnershipNote';

/** The page's own fields as the form draws them, with what is to be known of an owner and a name beside these. */
export function pageUiSchema(uiSchema: UiSchema | undefined): UiSchema {
  const {
    'ui:field': _field,
    'ui:options': _options,
    ...page
  } = uiSchema ?? {};
  return {
    ...page,
    name: { ...page.name, 'ui:help': <OwnershipNote at="/metadata/name" /> },
    owner: { ...page.owner, 'ui:help': <OwnershipNote at="/metadata/owner" /> },
  };
}
