import {
  formatProblem,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import type { ReadOptions, ReadOutcome, YamlDocument } from '../types';
import { isAlpha, readAlpha } from './alpha';
import { isOfV1, readObjects } from './objects';
import { readSlo } from './slo';
import type { Findings } from './tell';

/** Whether it is a document of a version and kind of OpenSLO that is read. @public */
export function isOpenSlo(document: YamlDocument): boolean {
  return isAlpha(document) || isOfV1(document);
}

/**
 * Reads documents of OpenSLO v1, which may refer to each other, and those of v1alpha as Sloth does.
 * @public
 */
export function readOpenSlo(
  documents: readonly YamlDocument[],
  options: ReadOptions,
): ReadOutcome {
  const findings: Findings = { problems: [], remarks: [] };
  const alpha = documents
    .filter(isAlpha)
    .flatMap(document => readAlpha({ document, options, findings }));
  const objects = readObjects(
    documents.filter(document => !isAlpha(document)),
    findings,
  );
  const definitions = objects.SLO.all().flatMap(slo =>
    readSlo({ slo, objects, options, findings }),
  );
  return {
    definitions: [...alpha, ...definitions],
    problems: once(findings.problems),
    remarks: once(findings.remarks),
  };
}

/** What several objectives have in common is told once. */
function once(problems: readonly Problem[]): Problem[] {
  const told = new Map(
    problems.map(problem => [formatProblem(problem), problem]),
  );
  return [...told.values()];
}
