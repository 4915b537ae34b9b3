import { z } from 'zod';

/**
 * What an OpenSLO document has to be for the golden path to derive it. Whether it is one at all was read before; here
 * it is only asked for what rules of the platform can say.
 */

const query = (what: string) =>
  z.object(
    {
      metricSource: z.object({
        spec: z.object({
          query: z.string({ error: `expected the counter of ${what} events` }),
        }),
      }),
    },
    { error: `expected the counter of ${what} events` },
  );

/** What the golden path cannot derive stands elsewhere. */
export const ELSEWHERE =
  'or keep this document in Git and name it in the annotation fairway.dev/slo-documents';

/** Labels of a document that the golden path has derived. */
const OWN_LABELS = new Set(['team', 'tier', 'environment']);

/** What would be lost is told, and never dropped in silence. */
const notKept = (what: string) =>
  z
    .unknown()
    .refine(value => value === undefined || isEmpty(value), {
      error: `expected no ${what}; leave them out, ${ELSEWHERE}`,
    })
    .optional();

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

export const derivableSchema = z.object({
  metadata: z.object({
    name: z.string(),
    displayName: z.string().optional(),
    labels: z
      .record(z.string(), z.unknown())
      .refine(labels => Object.keys(labels).every(key => OWN_LABELS.has(key)), {
        error: `expected no labels but team, tier and environment, which the platform sets; leave them out, ${ELSEWHERE}`,
      })
      .optional(),
    annotations: notKept('annotations'),
  }),
  spec: z.object({
    service: z.string(),
    description: z.string().optional(),
    alertPolicies: notKept('alert policies: the platform has its own'),
    indicator: z.object(
      {
        spec: z.object({
          ratioMetric: z.object(
            {
              counter: z.boolean().refine(counter => counter, {
                error: `expected true: the golden path counts events; use counters, ${ELSEWHERE}`,
              }),
              good: query('good'),
              total: query('all'),
            },
            {
              error: `expected a ratio of two counters, good and total; use one, ${ELSEWHERE}`,
            },
          ),
        }),
      },
      {
        error: `expected the indicator in this document; move it here, ${ELSEWHERE}`,
      },
    ),
    timeWindow: z.tuple([
      z.object({
        duration: z.string().refine(text => ['30d', '720h'].includes(text), {
          error: `expected 30d, over which the golden path counts every budget; use it, ${ELSEWHERE}`,
        }),
        isRolling: z.boolean().refine(isRolling => isRolling, {
          error: `expected a rolling window; use one, ${ELSEWHERE}`,
        }),
      }),
    ]),
    budgetingMethod: z.string().refine(method => method === 'Occurrences', {
      error: `expected Occurrences: the golden path counts events; use it, ${ELSEWHERE}`,
    }),
    objectives: z.tuple(
      [
        z.object({
          displayName: z.string().optional(),
          target: z.number().optional(),
          targetPercent: z.number().optional(),
        }),
      ],
      {
        error:
          'expected one objective; write a document for each, with a name of its own',
      },
    ),
  }),
});

/** @see derivableSchema */
export type DerivableDocument = z.infer<typeof derivableSchema>;
