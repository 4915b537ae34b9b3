import { resourceDocument, sharedResourceSchema } from '../schema/resource';
import type { Problem } from '../schema/problem';
import type { Draft } from './draft';
import type { ImportedResource, ImportResult } from './model';
import { compare, sortedNotes, type ImportReport } from './report';

/** Settles the drafts and puts everything into an order that does not depend on that of the files. */
export function resultOf(options: {
  drafts: readonly Draft[];
  resources: readonly ImportedResource[];
  report: ImportReport;
  problems?: Problem[];
}): ImportResult {
  const { drafts, report, problems = [] } = options;
  const services = drafts
    .flatMap(draft => draft.settle() ?? [])
    .sort((a, b) => compare(a.intent.metadata.name, b.intent.metadata.name));
  const resources = options.resources
    .filter(({ resource, ...place }) => {
      const valid = sharedResourceSchema.safeParse(resource).success;
      if (!valid) {
        report.leaveOut({
          ...place,
          what: `the resource ${resource.name}`,
          why: 'its owner, namespace or ports are not as a declaration takes them',
        });
      }
      return valid;
    })
    .sort((a, b) => compare(a.resource.name, b.resource.name));
  return {
    services,
    resources,
    notCarriedOver: sortedNotes(report.notCarriedOver),
    changed: sortedNotes(report.changed),
    questions: [...report.questions].sort(
      (a, b) => compare(a.service, b.service) || compare(a.at, b.at),
    ),
    derivedAnew: Object.fromEntries(
      Object.entries(report.derivedAnew).sort(([a], [b]) => compare(a, b)),
    ),
    problems,
  };
}

/** The documents of a result, by their path in a repository; each is data, ready to be written as YAML. */
export function importedDocuments(
  result: Pick<ImportResult, 'services' | 'resources'>,
): { path: string; document: Record<string, unknown> }[] {
  return [
    ...result.services.map(({ intent }) => ({
      path: `services/${intent.metadata.name}/intent.yaml`,
      document: { ...intent },
    })),
    ...result.resources.map(({ resource }) => ({
      path: `resources/${resource.name}.yaml`,
      document: resourceDocument(resource),
    })),
  ];
}
