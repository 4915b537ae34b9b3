import {
  serviceIntentSchema,
  type IntentDependency,
  type ServiceIntent,
} from '../schema/intent';

/** Lines of an intent that name other services, and how they change. Nothing else of an intent does. */

/** Services that an intent says it calls, in its order. */
export function callsOf(intent: ServiceIntent): string[] {
  return (intent.spec.dependencies ?? []).flatMap(dependency =>
    'service' in dependency ? [dependency.service] : [],
  );
}

/** The intent, which calls and accepts `to` wherever it did `from`. */
export function withNameChanged(
  intent: ServiceIntent,
  { from, to }: { from: string; to: string },
): ServiceIntent {
  return withLines(intent, {
    dependency: dependency =>
      calls(dependency, from) ? { ...dependency, service: to } : dependency,
    accepted: name => (name === from ? to : name),
  });
}

/** The intent, which neither calls nor accepts a service. */
export function withoutName(intent: ServiceIntent, name: string) {
  return withLines(intent, {
    dependency: dependency => (calls(dependency, name) ? [] : dependency),
    accepted: caller => (caller === name ? [] : caller),
  });
}

/** The intent, which accepts a service from now on. */
export function withAccepted(intent: ServiceIntent, caller: string) {
  return parsed({
    ...intent,
    spec: { ...intent.spec, accepts: [...(intent.spec.accepts ?? []), caller] },
  });
}

/** The intent, which accepts a service no longer, and calls it as before. */
export function withoutAccepted(intent: ServiceIntent, caller: string) {
  return withLines(intent, {
    dependency: dependency => dependency,
    accepted: name => (name === caller ? [] : name),
  });
}

/** Parsed again, so that its keys stand in the order of the schema and its file keeps its bytes. */
export function parsed(intent: ServiceIntent): ServiceIntent {
  return serviceIntentSchema.parse(intent);
}

function withLines(
  intent: ServiceIntent,
  change: {
    dependency(dependency: IntentDependency): IntentDependency | [];
    accepted(name: string): string | [];
  },
): ServiceIntent {
  const { dependencies, accepts, ...spec } = intent.spec;
  return parsed({
    ...intent,
    spec: {
      ...spec,
      ...kept(
        'dependencies',
        dependencies?.flatMap(change.dependency),
        dependencies,
      ),
      ...kept('accepts', unique(accepts?.flatMap(change.accepted)), accepts),
    },
  });
}

/** A list that loses its last line goes with it; one that was empty stays as its team wrote it. */
function kept<Key extends string, T>(
  key: Key,
  list: T[] | undefined,
  before: T[] | undefined,
): Partial<Record<Key, T[]>> {
  const wanted = list && (list.length > 0 || before?.length === 0);
  const part: Partial<Record<Key, T[]>> = {};
  if (wanted) {
    part[key] = list;
  }
  return part;
}

function unique(names: string[] | undefined): string[] | undefined {
  return names && [...new Set(names)];
}

function calls(
  dependency: IntentDependency,
  name: string,
): dependency is Extract<IntentDependency, { service: string }> {
  return 'service' in dependency && dependency.service === name;
}
