import { z } from 'zod';
import { WORKLOAD_TYPES, type WorkloadType } from '../schema/intent';

/** What of a Template of the catalog tells whose form it is. @public */
export interface FormTemplateEntity {
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
  spec?: unknown;
}

/** Says it for a template whose pages do not. */
const LABEL = 'fairway.dev/workload-type';

const formSpec = z.looseObject({
  parameters: z.tuple(
    [
      z.looseObject({
        'ui:options': z.looseObject({ workloadType: z.enum(WORKLOAD_TYPES) }),
      }),
    ],
    z.unknown(),
  ),
});

/**
 * The template whose form makes, and changes, services of a type: by what its pages state, or else its label
 * `fairway.dev/workload-type`. Of several the one that is called like the type, then the first by name.
 * @public
 */
export function formTemplateOf(options: {
  templates: readonly FormTemplateEntity[];
  workloadType: WorkloadType;
}): { namespace: string; name: string } | undefined {
  const { templates, workloadType } = options;
  const [found] = templates
    .filter(template => typeOf(template) === workloadType)
    .map(({ metadata: { namespace = 'default', name } }) => ({
      namespace,
      name,
    }))
    .sort(
      (a, b) =>
        Number(b.name === workloadType) - Number(a.name === workloadType) ||
        (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1),
    );
  return found;
}

function typeOf({ metadata, spec }: FormTemplateEntity): string | undefined {
  const parsed = formSpec.safeParse(spec);
  return parsed.success
    ? parsed.data.parameters[0]['ui:options'].workloadType
    : metadata.labels?.[LABEL];
}
