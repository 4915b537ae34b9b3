import {
  readYaml,
  WORKLOAD_TYPES,
  type WorkloadType,
} from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** Each part by itself: a title is worth showing when the form is broken. */
const summarySchema = z.looseObject({
  metadata: z
    .looseObject({ title: z.string().min(1) })
    .optional()
    .catch(undefined),
  spec: z
    .looseObject({
      parameters: z.tuple(
        [
          z.looseObject({
            'ui:options': z.looseObject({
              workloadType: z.enum(WORKLOAD_TYPES),
            }),
          }),
        ],
        z.unknown(),
      ),
    })
    .optional()
    .catch(undefined),
});

/** What a list tells of a template; a template that cannot be read has no type of work. */
export function templateSummary(options: { name: string; text: string }): {
  title: string;
  workloadType?: WorkloadType;
} {
  const parsed = summarySchema.safeParse(valueOf(options.text));
  const { metadata, spec } = parsed.data ?? {};
  return {
    title: metadata?.title ?? options.name,
    ...(spec && {
      workloadType: spec.parameters[0]['ui:options'].workloadType,
    }),
  };
}

function valueOf(text: string): unknown {
  try {
    return readYaml(text);
  } catch {
    return undefined;
  }
}
