import type { Problem } from '@fairway/plugin-golden-path-common';
import {
  problemsForGoldenPath,
  readSloDocuments,
  type SloDefinition,
} from '@fairway/plugin-slo-common';
import type { Words } from '../../hooks/useWords';
import { meaningOf, type Meaning } from './meaning';

/** Name of the document in problems; not shown. */
export const DRAFT_FILE = 'slo.yaml';

/** What a text says, or what is wrong with it. */
export interface ReadDraft {
  /** None where there are problems. */
  definitions: SloDefinition[];
  /** What each of them allows. */
  meanings: Meaning[];
  problems: Problem[];
  remarks: Problem[];
  /** The one service that its objectives are of. */
  service?: string;
}

/** What has to be right beside the documents themselves for a change request to carry them. */
function requestProblems(definitions: SloDefinition[], t: Words): Problem[] {
  const services = [
    ...new Set(definitions.map(({ objective }) => objective.service)),
  ];
  if (services.length === 0) {
    return [
      { at: '', message: t('editor.empty'), remedy: t('editor.emptyTodo') },
    ];
  }
  return services.length > 1
    ? [
        {
          at: '',
          line: definitions[1].objective.place.line,
          message: t('editor.several', { services: services.join(', ') }),
          remedy: t('editor.severalTodo'),
        },
      ]
    : [];
}

/**
 * Reads what is being written. Reading never throws, whatever is written; should it all the same, that is a problem
 * like any other: what comes back with the page must not keep the page from being shown.
 */
export function readDraft(text: string, t: Words): ReadDraft {
  try {
    const read = readSloDocuments({ files: [{ file: DRAFT_FILE, text }] });
    const problems =
      [
        read.problems,
        requestProblems(read.definitions, t),
        problemsForGoldenPath({ text, file: DRAFT_FILE }),
      ].find(found => found.length > 0) ?? [];
    const definitions = problems.length > 0 ? [] : read.definitions;
    return {
      problems,
      remarks: read.remarks ?? [],
      definitions,
      meanings: definitions.map(each => meaningOf(each, Date.now())),
      service: read.definitions[0]?.objective.service,
    };
  } catch (error) {
    return {
      definitions: [],
      meanings: [],
      remarks: [],
      problems: [
        {
          at: '',
          message: t('editor.unread', {
            message: error instanceof Error ? error.message : String(error),
          }),
          remedy: t('editor.bug'),
        },
      ],
    };
  }
}
