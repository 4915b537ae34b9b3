import type { Because } from '../../model';
import { because, pointer } from '../because';
import type { EnvironmentContext } from '../context';
import { documentPath } from '../paths';

const CONTRACT_VERSION = 'fairway.dev/contract-version';
const INTENT = 'fairway.dev/intent';

/** An annotation of a workload, and where it comes from. */
export interface Note {
  key: string;
  value: string;
  from: string;
  why: string;
}

/** Annotations of work that promises nothing to callers: where it came from, and what its shape adds. */
export function originsOf(
  ctx: EnvironmentContext,
  notes: readonly Note[] = [],
): { annotations: Record<string, string>; reasons: Because[] } {
  const all: Note[] = [
    {
      key: CONTRACT_VERSION,
      value: ctx.contract.metadata.version,
      from: 'policy:production-trace',
      why: `Derived under contract ${ctx.contract.metadata.version}.`,
    },
    {
      key: INTENT,
      value: documentPath(ctx.name, 'intent.yaml'),
      from: 'policy:production-trace',
      why: 'The document that this was derived from.',
    },
    ...notes,
  ];
  const { workloadType } = ctx.intent.spec;
  const { title, primitive } = ctx.contract.workloadTypes[workloadType];
  return {
    annotations: Object.fromEntries(all.map(({ key, value }) => [key, value])),
    reasons: [
      because(
        '',
        `contract:/workloadTypes/${workloadType}`,
        `${title}: ${primitive}.`,
      ),
      ...all.map(({ key, from, why }) =>
        because(pointer('metadata', 'annotations', key), from, why),
      ),
    ],
  };
}
