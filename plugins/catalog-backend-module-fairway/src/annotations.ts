import {
  DATA_CLASSIFICATIONS,
  EXPOSURES,
  TIERS,
  WORKLOAD_TYPES,
} from '@fairway/plugin-golden-path-common';

/** Annotations of ours with a fixed vocabulary. */
export const vocabulary: ReadonlyMap<string, readonly string[]> = new Map<
  string,
  readonly string[]
>([
  ['fairway.dev/tier', TIERS],
  ['fairway.dev/workload-type', WORKLOAD_TYPES],
  ['fairway.dev/exposure', EXPOSURES],
  ['fairway.dev/data-classification', DATA_CLASSIFICATIONS],
]);

/** Names of the services that may call this one, separated by commas. @public */
export const ACCEPTS_ANNOTATION = 'fairway.dev/accepts';

/** From a service to one that it lets call it. @public */
export const RELATION_ACCEPTS_CALLS_FROM = 'acceptsCallsFrom';
/** From a service to one that lets it call. @public */
export const RELATION_MAY_CALL = 'mayCall';

const serviceName = /^[a-z]([-a-z0-9]{0,51}[a-z0-9])?$/;

/** What is wrong with the annotations of an entity, each with the words that are right. */
export function annotationProblems(
  annotations: Readonly<Record<string, string>>,
): string[] {
  const problems: string[] = [];
  for (const [key, words] of vocabulary) {
    const value = annotations[key];
    if (value !== undefined && !words.includes(value)) {
      problems.push(`${key} is "${value}"; use one of ${words.join(', ')}`);
    }
  }
  for (const name of acceptedCallers(annotations)) {
    if (!serviceName.test(name)) {
      problems.push(
        `${ACCEPTS_ANNOTATION} has "${name}", which is not the name of a service; separate names by commas`,
      );
    }
  }
  return problems;
}

/** Names in {@link ACCEPTS_ANNOTATION}, each once. */
export function acceptedCallers(
  annotations: Readonly<Record<string, string>>,
): string[] {
  const names = (annotations[ACCEPTS_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  return [...new Set(names)];
}
