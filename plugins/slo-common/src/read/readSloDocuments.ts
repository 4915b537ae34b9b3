import { findDuplicates } from '../duplicates';
import { formats, type FormatReader } from './formats';
import { inOrder } from './inOrder';
import { itemsOf } from './itemsOf';
import type { ReadOptions, ReadOutcome, YamlDocument } from './types';
import { unknownDocument } from './unknownDocument';
import { yamlDocuments } from './yamlDocuments';

/** 30 days, which the field takes where a document names no period. */
const DEFAULT_PERIOD_SECONDS = 30 * 24 * 3600;

/**
 * Reads objectives from any of the formats, which each document says of itself; documents of one format may refer to
 * each other across files. Definitions and problems come in the order of files and lines. Never throws.
 * @public
 */
export function readSloDocuments(options: {
  files: { file: string; text: string }[];
  periodSeconds?: number;
  goldenPath?: ReadOptions['goldenPath'];
}): ReadOutcome {
  const { files, ...others } = options;
  const read = files.map(yamlDocuments);
  const outcome = readYamlDocuments({
    documents: read.flatMap(({ documents }) => documents),
    ...others,
  });
  return {
    ...outcome,
    problems: inOrder({
      files: files.map(({ file }) => file),
      items: [...read.flatMap(({ problems }) => problems), ...outcome.problems],
      placeOf: problem => problem,
    }),
  };
}

/** As {@link readSloDocuments}, of documents that were parsed already. @public */
export function readYamlDocuments(options: {
  documents: readonly YamlDocument[];
  periodSeconds?: number;
  goldenPath?: ReadOptions['goldenPath'];
}): ReadOutcome {
  const { periodSeconds = DEFAULT_PERIOD_SECONDS, goldenPath } = options;
  const documents = options.documents.flatMap(itemsOf);
  const byFormat = new Map<FormatReader, YamlDocument[]>(
    formats.map(format => [format, []]),
  );
  const unknown: YamlDocument[] = [];
  for (const document of documents) {
    const format = formats.find(({ is }) => is(document));
    (format ? byFormat.get(format) : unknown)?.push(document);
  }
  const outcomes = Array.from(byFormat, ([{ read }, found]) =>
    read(found, { periodSeconds, goldenPath }),
  );
  const files = documents.map(({ file }) => file);
  const unique = findDuplicates(
    inOrder({
      files,
      items: outcomes.flatMap(({ definitions }) => definitions),
      placeOf: ({ objective }) => objective.place,
    }),
  );
  const problems = [
    ...unknown.map(unknownDocument),
    ...outcomes.flatMap(outcome => outcome.problems),
    ...unique.problems,
  ];
  const remarks = outcomes.flatMap(outcome => outcome.remarks ?? []);
  const sorted = (items: typeof problems) =>
    inOrder({ files, items, placeOf: problem => problem });
  return {
    definitions: unique.definitions,
    problems: sorted(problems),
    ...(remarks.length > 0 && { remarks: sorted(remarks) }),
  };
}
