import type {
  CompileResult,
  ReviewDecision,
} from '@fairway/plugin-golden-path-common';

/** One service as `compile --json` tells it. */
export function serviceJson(
  result: CompileResult,
  review: ReviewDecision,
): unknown {
  const { name, objects, documents, findings, denied } = result;
  return {
    name,
    denied,
    objects,
    documents: documents.map(({ path, title, because }) => ({
      path,
      title,
      because,
    })),
    findings,
    waivers: result.waivers ?? [],
    notDerived: result.notDerived,
    agreements: result.agreements,
    review,
    cost: result.cost,
    readiness: result.readiness,
  };
}
