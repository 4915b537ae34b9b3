import type { Problem } from '@fairway/plugin-golden-path-common';
import {
  AVAILABILITY,
  derivableDocuments,
  LATENCY,
  linesProblem,
  ownNameOf,
  prefixProblem,
} from './derivable';
import type { DerivableDocument } from './document';
import { ownObjectiveOf, problemsOfOwn, type Located } from './ownObjective';

/**
 * Why the golden path would not take these OpenSLO documents, as far as that can be told without the intent: what
 * {@link objectivesIntoIntent} asks of what merged services derive is not asked here.
 * @public
 */
export function problemsForGoldenPath(options: {
  text: string;
  /** For problems. */
  file: string;
}): Problem[] {
  const { file } = options;
  return derivableDocuments(options).flatMap(({ document, value, problems }) =>
    value
      ? problemsOf(value).map(problem => ({
          file,
          line: document.lineOf(problem.at),
          ...problem,
        }))
      : problems,
  );
}

function problemsOf(value: DerivableDocument): Located[] {
  const prefixed = prefixProblem(value);
  if (prefixed) {
    return [prefixed];
  }
  const name = ownNameOf(value);
  if (name === AVAILABILITY || name === LATENCY) {
    return [];
  }
  const lines = linesProblem(value);
  return [
    ...(lines ? [lines] : []),
    ...problemsOfOwn(
      ownObjectiveOf({
        name,
        value,
        own: query => withoutMatchers(query, value.spec.service),
      }),
    ),
  ];
}

/** The platform's matchers as it writes them, in whichever namespace that is. */
function withoutMatchers(query: string, service: string): string {
  const derived = /\{namespace="[^"]*",service="([^"]*)"(,|\})/.exec(query);
  return derived?.[1] === service
    ? query.trim().replace(derived[0], derived[2] === ',' ? '{' : '')
    : query.trim();
}
