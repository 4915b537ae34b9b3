import type {
  Problem,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { changesSince, nameOf } from './changesSince';
import {
  AVAILABILITY,
  derivableDocuments,
  LATENCY,
  linesProblem,
  ownNameOf,
  prefixProblem,
} from './derivable';
import type { DerivableDocument } from './document';
import {
  ownObjectiveOf,
  percentOf,
  problemsOfOwn,
  type Located,
  type OwnObjective,
} from './ownObjective';

type Slo = NonNullable<ServiceIntent['spec']['slo']>;

/** @public */
export type IntoIntent =
  | { ok: true; slo: Slo }
  | { ok: false; problems: Problem[] };

/**
 * What an intent has to promise for the golden path to derive these OpenSLO documents: the target of what follows from
 * other fields, and objectives over counters of the service itself. Others of the intent stay as they are. The
 * documents have been read as OpenSLO before; problems name what the golden path cannot derive of them.
 * @public
 */
export function objectivesIntoIntent(options: {
  text: string;
  /** For problems. */
  file: string;
  /** As it is to be changed. */
  intent: ServiceIntent;
  /** The document that the merged intent derives; empty when it derives none. */
  derived: string;
  /**
   * What the author began with, where it was a derived document. Then only what the author changed is taken over, and
   * what somebody else changed since is a problem where it is the same objective.
   */
  base?: string;
}): IntoIntent {
  const { text, file, intent, derived, base } = options;
  const since = changesSince({ base, derived });
  const merged = new Map(
    derivableDocuments({ text: derived, file: 'slo.yaml' }).flatMap(
      ({ value }) => (value ? [[value.metadata.name, value] as const] : []),
    ),
  );
  let slo: Slo = { ...intent.spec.slo };
  const problems: Problem[] = [];
  for (const { document, value, problems: found } of derivableDocuments({
    text,
    file,
  })) {
    const name = nameOf(document);
    if (since?.isUntouched(name, document)) {
      continue;
    }
    problems.push(...found);
    const moved = since?.moved(name);
    if (moved) {
      problems.push({ file, line: document.lineOf(moved.at), ...moved });
    } else if (value) {
      const changed = changedBy({
        slo,
        value,
        service: intent.metadata.name,
        merged,
      });
      if ('slo' in changed) {
        slo = changed.slo;
      } else {
        problems.push(
          ...changed.problems.map(problem => ({
            file,
            line: document.lineOf(problem.at),
            ...problem,
          })),
        );
      }
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, slo };
}

type Changed = { slo: Slo } | { problems: Located[] };

function refused(problem: Located): Changed {
  return { problems: [problem] };
}

function changedBy(options: {
  slo: Slo;
  value: DerivableDocument;
  service: string;
  merged: ReadonlyMap<string, DerivableDocument>;
}): Changed {
  const { slo, value, service, merged } = options;
  const { metadata, spec } = value;
  if (spec.service !== service) {
    return refused({
      at: '/spec/service',
      message: `the service is ${spec.service}, and the request is for ${service}`,
      remedy: `Write ${service}, or open the request for ${spec.service}`,
    });
  }
  const prefixed = prefixProblem(value);
  if (prefixed) {
    return refused(prefixed);
  }
  const name = ownNameOf(value);
  const before = merged.get(metadata.name);
  const target = percentOf(value);
  if (name !== AVAILABILITY && name !== LATENCY) {
    const objective = ownObjectiveOf({
      name,
      value,
      own: query => withoutOwnLabels(query, merged),
    });
    const lines = linesProblem(value);
    const problems = [...(lines ? [lines] : []), ...problemsOfOwn(objective)];
    return problems.length > 0
      ? { problems }
      : { slo: withObjective(slo, objective) };
  }
  if (!before || !sameQueries(before, value)) {
    return refused({
      at: '/spec/indicator/spec/ratioMetric',
      message: `the queries of ${metadata.name} follow from the service itself`,
      remedy:
        'Leave them as they are and change the target, or give the objective a name of its own',
    });
  }
  if (name === LATENCY) {
    return target === percentOf(before)
      ? { slo }
      : refused({
          at: '/spec/objectives/0/target',
          message: `the golden path promises a time for ${percentOf(
            before,
          )}% of requests, and changes that time and not the share`,
          remedy:
            'Change latencyP95Ms of the intent in the form, or promise another objective',
        });
  }
  return {
    slo: target === percentOf(before) ? slo : { ...slo, availability: target },
  };
}

/** The platform adds its matchers when it derives; a document that was derived has them already. */
function withoutOwnLabels(
  query: string,
  merged: ReadonlyMap<string, DerivableDocument>,
): string {
  const [first] = merged.values();
  const derived =
    first?.spec.indicator.spec.ratioMetric.total.metricSource.spec.query ?? '';
  const own = /\{(namespace="[^"]*",service="[^"]*")/.exec(derived)?.[1];
  return own
    ? query.trim().replace(`{${own},`, '{').replace(`{${own}}`, '')
    : query.trim();
}

function withObjective(slo: Slo, objective: OwnObjective): Slo {
  const { objectives = [] } = slo;
  const known = objectives.some(({ name }) => name === objective.name);
  return {
    ...slo,
    objectives: known
      ? objectives.map(each =>
          each.name === objective.name ? objective : each,
        )
      : [...objectives, objective],
  };
}

function sameQueries(a: DerivableDocument, b: DerivableDocument): boolean {
  const queries = ({ spec }: DerivableDocument) => {
    const { good, total } = spec.indicator.spec.ratioMetric;
    return [good, total].map(({ metricSource }) =>
      metricSource.spec.query.replace(/\s+/g, ''),
    );
  };
  const [first, second] = [queries(a), queries(b)];
  return first.every((query, index) => query === second[index]);
}
