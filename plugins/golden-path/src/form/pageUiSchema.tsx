import type { UiSchema } from '@rjsf/utils';
import { LockedNote } from './change/LockedNote';
import { OwnershipNote } from './fields/OwnershipNote';

/**
 * The page's own fields as the form draws them, with what is to be known of an owner and a name beside these. Where a
 * service is changed, what it is called and who holds it stay: each has a flow of its own.
 */
export function pageUiSchema(options: {
  uiSchema: UiSchema | undefined;
  /** The service that is changed. */
  changes?: string;
}): UiSchema {
  const { uiSchema, changes } = options;
  const {
    'ui:field': _field,
    'ui:options': _options,
    ...page
  } = uiSchema ?? {};
  if (changes !== undefined) {
    const locked = (name: string, flow: 'rename' | 'move') => ({
      ...page[name],
      'ui:disabled': true,
      'ui:autofocus': false,
      'ui:help': <LockedNote service={changes} flow={flow} />,
    });
    return {
      ...page,
      name: locked('name', 'rename'),
      owner: locked('owner', 'move'),
      system: locked('system', 'move'),
    };
  }
  return {
    ...page,
    name: { ...page.name, 'ui:help': <OwnershipNote at="/metadata/name" /> },
    owner: { ...page.owner, 'ui:help': <OwnershipNote at="/metadata/owner" /> },
  };
}
