import { useApi } from '@backstage/core-plugin-api';
import {
  scaffolderApiRef,
  type TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import type { IntentForm } from '@fairway/plugin-golden-path-common';
import { useParams } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';

/** The same object each time, so that nothing is compiled again for it. */
const EMPTY: IntentForm = {};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The defaults that a JSON schema states, of objects as well; undefined where it states none. */
function defaultOf(schema: unknown): unknown {
  if (!isObject(schema)) {
    return undefined;
  }
  if (schema.default !== undefined) {
    return schema.default;
  }
  if (!isObject(schema.properties)) {
    return undefined;
  }
  const members = Object.entries(schema.properties)
    .map(([name, member]) => [name, defaultOf(member)] as const)
    .filter(([, value]) => value !== undefined);
  return members.length ? Object.fromEntries(members) : undefined;
}

/** What all pages of a template hold before anyone has seen them. */
export function defaultsOf(manifest: TemplateParameterSchema): IntentForm {
  return Object.assign(
    {},
    ...manifest.steps.map(step => defaultOf(step.schema)),
  );
}

/**
 * Pages that nobody has been on yet state their defaults, too: without them the preview would ask for answers that
 * the form will give by itself. Empty where the form is not shown as a template, as in the editor.
 */
export function useTemplateDefaults(): IntentForm {
  const api = useApi(scaffolderApiRef);
  const { namespace, templateName } = useParams();
  const { value } = useAsync(
    async () =>
      namespace && templateName
        ? defaultsOf(
            await api.getTemplateParameterSchema(
              `template:${namespace}/${templateName}`,
            ),
          )
        : undefined,
    [api, namespace, templateName],
  );
  return value ?? EMPTY;
}
