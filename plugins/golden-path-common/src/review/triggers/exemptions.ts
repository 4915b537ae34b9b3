import {
  addEnvironment,
  environmentsOf,
  type Change,
  type Hit,
} from './change';

/** An exception of the contract sets a policy aside for the first time. */
export function exceptionsUsed({ before, after }: Change): Hit[] {
  const known = new Set(
    before?.findings.flatMap(({ exception }) =>
      exception ? [exception.id] : [],
    ),
  );
  const hits = new Map<string, Hit>();
  for (const { exception, at, environments, policy } of after.findings) {
    if (exception && !known.has(exception.id)) {
      for (const environment of environments ?? environmentsOf(after)) {
        addEnvironment(hits, exception.id, environment, {
          trigger: 'exception-used',
          why: `The exception ${exception.id} sets ${policy} aside until ${exception.expires}.`,
          at,
        });
      }
    }
  }
  return [...hits.values()];
}

/** The intent changes a derived object by itself. */
export function overridesUsed({ before, after }: Change): Hit[] {
  const known = new Set(
    before?.intent.spec.overrides?.map(override => JSON.stringify(override)),
  );
  return (after.intent.spec.overrides ?? []).flatMap((override, index) =>
    known.has(JSON.stringify(override))
      ? []
      : [
          {
            trigger: 'override-used' as const,
            why: `An override changes ${override.target.kind} until ${override.expires} (${override.reason}).`,
            at: `/spec/overrides/${index}`,
            environments: override.target.environments ?? environmentsOf(after),
          },
        ],
  );
}
