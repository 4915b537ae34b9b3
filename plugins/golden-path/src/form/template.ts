import { useApi } from '@backstage/core-plugin-api';
import {
  scaffolderApiRef,
  type TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import type { IntentForm } from '@fairway/plugin-golden-path-common';
import { useParams } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';

/** The same object each time, so that nothing is compiled again for it. */
const EMPTY: FormTemplate = { defaults: {}, pages: [] };

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

/** What a form asks, as far as naming its fields goes. */
export interface FormPage {
  title: string;
  schema: unknown;
}

export interface FormTemplate {
  /**
   * What pages that nobody has been on yet will state: without it the preview would ask for answers that the form
   * gives by itself.
   */
  defaults: IntentForm;
  pages: readonly FormPage[];
}

function templateOf(manifest: TemplateParameterSchema): FormTemplate {
  return {
    defaults: defaultsOf(manifest),
    pages: manifest.steps.map(({ title, schema }) => ({ title, schema })),
  };
}

/** The template that is being filled in; empty where there is none in the address, as in the editor. */
export function useTemplate(): FormTemplate {
  const api = useApi(scaffolderApiRef);
  const { namespace, templateName } = useParams();
  const { value } = useAsync(
    async () =>
      namespace && templateName
        ? templateOf(
            await api.getTemplateParameterSchema(
              `template:${namespace}/${templateName}`,
            ),
          )
        : undefined,
    [api, namespace, templateName],
  );
  return value ?? EMPTY;
}
