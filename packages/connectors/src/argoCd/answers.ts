import { z } from 'zod';

/** Go writes the zero time where there is none. */
const moment = z.iso.datetime({ offset: true }).nullish();
const text = z.string().nullish();

/** As much of an Application as is read; Argo CD answers far more. */
export const applicationSchema = z.object({
  metadata: z.object({
    name: z.string().min(1).max(253),
    labels: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z.object({ destination: z.object({ name: text }).nullish() }).nullish(),
  status: z
    .object({
      sync: z.object({ status: z.string() }).nullish(),
      health: z.object({ status: text, lastTransitionTime: moment }).nullish(),
      operationState: z
        .object({
          phase: text,
          finishedAt: moment,
          message: text,
          syncResult: z.object({ revision: text }).nullish(),
        })
        .nullish(),
      summary: z.object({ images: z.array(z.string()).nullish() }).nullish(),
    })
    .nullish(),
});

/** What `GET /api/v1/applications` answers; each item is read for itself, so that a strange one hides no other. */
export const listSchema = z.object({ items: z.array(z.unknown()).nullish() });
