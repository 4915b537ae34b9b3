import { checkValue, type Problem } from '@fairway/plugin-golden-path-common';
import { fieldOf } from '../read/fields';
import type { YamlDocument } from '../read/types';
import { yamlDocuments } from '../read/yamlDocuments';
import { derivableSchema, ELSEWHERE, type DerivableDocument } from './document';
import type { Located } from './ownObjective';

/** Objectives that follow from other fields of an intent. */
export const AVAILABILITY = 'availability';
export const LATENCY = 'latency-p95';

const INDICATOR = '/spec/indicator';

/** A document, as what the golden path can derive or with what keeps it from that. */
export interface ReadDerivable {
  document: YamlDocument;
  value?: DerivableDocument;
  problems: Problem[];
}

/** Reads documents as what the golden path can derive. */
export function derivableDocuments(options: {
  text: string;
  file: string;
}): ReadDerivable[] {
  const { file } = options;
  return yamlDocuments(options).documents.map(document => {
    const parsed = checkValue({
      schema: derivableSchema,
      value: document.value,
      file,
    });
    if (parsed.ok) {
      return { document, value: parsed.value, problems: [] };
    }
    const other = otherIndicator(document.value);
    const problems = other
      ? [
          { file, ...other },
          ...parsed.problems.filter(({ at }) => !at.startsWith(INDICATOR)),
        ]
      : parsed.problems;
    return {
      document,
      problems: problems.map(problem => ({
        ...problem,
        line: document.lineOf(problem.at),
      })),
    };
  });
}

/** Another way to measure than the one that an intent has: one problem, and not one for each field of it. */
function otherIndicator(value: unknown): Located | undefined {
  const spec = fieldOf(fieldOf(fieldOf(value, 'spec'), 'indicator'), 'spec');
  const ratio = fieldOf(spec, 'ratioMetric');
  const ways = [
    ['thresholdMetric', fieldOf(spec, 'thresholdMetric'), 'a threshold'],
    ['ratioMetric/raw', fieldOf(ratio, 'raw'), 'a ratio that is computed'],
    ['ratioMetric/bad', fieldOf(ratio, 'bad'), 'bad events'],
  ] as const;
  const [field, , what] = ways.find(([, found]) => found !== undefined) ?? [];
  return (
    field && {
      at: `${INDICATOR}/spec/${field}`,
      message: `the golden path counts good events and all events, and this is ${what}`,
      remedy: `Write "good" and "total" with the counters of the service, ${ELSEWHERE}`,
    }
  );
}

/** The name of an objective as its service knows it. */
export function ownNameOf({ metadata, spec }: DerivableDocument): string {
  return metadata.name.slice(spec.service.length + 1);
}

/** Names of all services share one list; a prefix keeps them apart. */
export function prefixProblem({
  metadata: { name },
  spec: { service },
}: DerivableDocument): Located | undefined {
  const prefix = `${service}-`;
  return name.startsWith(prefix)
    ? undefined
    : {
        at: '/metadata/name',
        message: `the name does not begin with "${prefix}", so that others could take it`,
        remedy: `Call it ${prefix}${name}`,
      };
}

/** An intent keeps one line about an objective. */
export function linesProblem({ spec }: DerivableDocument): Located | undefined {
  const { displayName } = spec.objectives[0];
  const { description } = spec;
  return displayName && description && displayName !== description
    ? {
        at: '/spec/description',
        message:
          'an intent keeps one line about an objective, and here are two',
        remedy: `Leave it out, or write "${displayName}" here too`,
      }
    : undefined;
}
