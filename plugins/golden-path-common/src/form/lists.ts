import { withoutBlanks } from './data';
import type { EnvironmentForm, IntentForm } from './intentForm';

/** A list of named entries as the map that the intent has; what is no list stays for the schema to name. */
export function mapOf(
  items: unknown,
  valueOf: (entry: Record<string, unknown>) => unknown,
): unknown {
  if (!Array.isArray(items)) {
    return items;
  }
  const map = items.flatMap((item: unknown): [string, unknown][] => {
    const entry = { ...(typeof item === 'object' ? item : { name: item }) };
    const name = String(Reflect.get(entry, 'name') ?? '');
    const value = valueOf(entry);
    // A value without a name is told of, not lost.
    return (name || value) && value !== undefined ? [[name, value]] : [];
  });
  return map.length ? Object.fromEntries(map) : undefined;
}

/** Environment variables by name. */
export function variablesOf(variables: unknown): unknown {
  return mapOf(variables, ({ value }) => value);
}

/** Names of environments, and what differs where something does. */
export function environmentsOf(options: {
  form: IntentForm;
  isPublic: boolean;
}): unknown {
  const { form, isPublic } = options;
  const names: unknown = form.environments;
  if (!Array.isArray(names)) {
    return withoutBlanks(names);
  }
  if (!names.length) {
    return undefined;
  }
  const entries = Array.isArray(form.perEnvironment) ? form.perEnvironment : [];
  return names.map((name: unknown) => {
    const own: EnvironmentForm =
      entries.find(entry => entry?.name === name) ?? {};
    const env = variablesOf(own.env);
    const differs = withoutBlanks({
      image: own.image,
      resources: own.resources,
      scaling: own.scaling,
      host: isPublic ? own.host : undefined,
    });
    return differs === undefined && env === undefined
      ? name
      : { name, ...Object(differs), ...(env === undefined ? {} : { env }) };
  });
}
