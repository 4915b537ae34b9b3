import type { ServiceIntent } from '../schema/intent';
import { pointer } from './because';
import type { EnvironmentSettings } from '../settings';

/** A piece of a variable's value: text as it stands, or a key of a secret. */
export type ValuePart = { text: string } | { secret: string; key: string };

/** A variable that holds at least one secret. */
export interface SecretVariable {
  container: string;
  variable: string;
  parts: ValuePart[];
  /** Pointer of the variable in the intent. */
  at: string;
}

/** How the secrets of a service reach its containers in one environment; no provider is in it yet. */
export interface SecretPlan {
  variables: SecretVariable[];
  /** Keys that no variable uses: mounted as files. */
  files: { secret: string; key: string }[];
}

/** Folder that secrets without a variable are mounted in, as `<secret>/<key>`. */
export const SECRET_FILES_PATH = '/etc/secrets';

const REFERENCE = /\$\{secrets\.([^}]*)\}/g;
const NAME_AND_KEY =
  /^([a-z](?:[-a-z0-9]*[a-z0-9])?)\.([A-Za-z0-9][-._A-Za-z0-9]*)$/;

/** Key of a composed variable in the Kubernetes Secret. */
export function variableKey(variable: SecretVariable): string {
  return `${variable.container}.${variable.variable}`;
}

/** Reads every `${secrets.<name>.<key>}`; whether each is one that the intent asks for is a check of its own. */
export function planSecrets(options: {
  intent: ServiceIntent;
  settings: EnvironmentSettings;
}): SecretPlan {
  const { intent, settings } = options;
  const plan: SecretPlan = { variables: [], files: [] };
  const used = new Set<string>();
  for (const container of Object.values(settings.containers)) {
    for (const [variable, value] of Object.entries(container.env)) {
      if (!value.includes('${secrets.')) {
        continue;
      }
      const at = variablePointer(options, container, variable);
      const parts = partsOf(value);
      for (const part of parts) {
        if ('secret' in part) {
          used.add(`${part.secret}.${part.key}`);
        }
      }
      plan.variables.push({ container: container.name, variable, parts, at });
    }
  }
  for (const [secret, { keys }] of Object.entries(intent.spec.secrets ?? {})) {
    for (const key of new Set(keys)) {
      if (!used.has(`${secret}.${key}`)) {
        plan.files.push({ secret, key });
      }
    }
  }
  return plan;
}

/** The text of a value cut at its references; one that has no `<name>.<key>` stays text. */
function partsOf(value: string): ValuePart[] {
  const parts: ValuePart[] = [];
  let end = 0;
  for (const match of value.matchAll(REFERENCE)) {
    const [, secret, key] = NAME_AND_KEY.exec(match[1]) ?? [];
    if (secret === undefined) {
      continue;
    }
    if (match.index > end) {
      parts.push({ text: value.slice(end, match.index) });
    }
    parts.push({ secret, key });
    end = match.index + match[0].length;
  }
  if (end < value.length) {
    parts.push({ text: value.slice(end) });
  }
  return parts;
}

/** Pointer of the variable: the environment's own where it states it. */
export function variablePointer(
  options: { intent: ServiceIntent; settings: EnvironmentSettings },
  container: { name: string; main: boolean },
  variable: string,
): string {
  const { intent, settings } = options;
  const environment = intent.spec.environments.find(
    entry =>
      typeof entry !== 'string' && entry.name === settings.environment.name,
  );
  const own =
    container.main &&
    typeof environment === 'object' &&
    environment.env !== undefined &&
    Object.hasOwn(environment.env, variable);
  return own
    ? pointer(...settings.at.split('/').slice(1), 'env', variable)
    : pointer('spec', 'containers', container.name, 'env', variable);
}
