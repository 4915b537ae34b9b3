import {
  readSloDocuments,
  type Objective,
  type RecordedSli,
} from '@fairway/plugin-slo-common';
import type { FoundBundle, FoundDocument, ReadBundle } from './types';

/** What the rules of the golden path record the error ratio over. */
const RECORDED_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'];

/** Reads the documents of a bundle; a document that is wrong keeps no other from being read. */
export function readBundle(found: FoundBundle): ReadBundle {
  const { definitions, problems } = readSloDocuments({
    files: found.documents.map(({ file, text }) => ({ file, text })),
  });
  const byFile = new Map<string, Objective[]>();
  for (const { objective } of definitions) {
    const { file } = objective.place;
    byFile.set(file, [...(byFile.get(file) ?? []), objective]);
  }
  return {
    kind: found.kind,
    bundle: found.bundle,
    documents: found.documents.map(document => {
      const objectives = byFile.get(document.file) ?? [];
      return {
        ...document,
        ...(objectives.length > 0 && { format: objectives[0].format }),
        objectives: objectives.map(objective => known(objective, document)),
        problems: problems.filter(({ file }) => file === document.file),
      };
    }),
  };
}

/** The objective with what is recorded of it already. */
function known(objective: Objective, { derived }: FoundDocument): Objective {
  const recorded = derived ? recordedOf(objective) : undefined;
  return recorded ? { ...objective, recorded } : objective;
}

/** What the metrics providers of the golden path record for an objective that it derived. */
function recordedOf(objective: Objective): RecordedSli | undefined {
  const { name, service, labels } = objective;
  const prefix = `${service}-`;
  if (!labels.environment || !name.startsWith(prefix)) {
    return undefined;
  }
  return {
    ratio: 'slo:sli_error:ratio_rate{{.window}}',
    windows: RECORDED_WINDOWS,
    // Thousands of services share a few kinds of objectives: one query asks for all of one kind.
    key: { label: 'service', value: service },
    matchers: {
      slo: name.slice(prefix.length),
      environment: labels.environment,
    },
    events: {
      bad: 'slo:sli_bad_events:rate5m',
      total: 'slo:sli_events:rate5m',
    },
  };
}
