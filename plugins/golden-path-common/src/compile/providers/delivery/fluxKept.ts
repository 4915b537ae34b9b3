import type { Because } from '../../../model';
import { because, pointer } from '../../because';
import type { EnvironmentContext } from '../../context';
import type { FluxKustomization } from '../../crds/flux';
import { movedFields } from './movedFields';

/** Annotation that tells Flux how to apply an object, and its value for one that is created and then left alone. */
export const APPLY = 'kustomize.toolkit.fluxcd.io/ssa';
export const CREATE_ONLY = 'IfNotPresent';

type Spec = FluxKustomization['spec'];

/** The objects carry no other annotations. */
const createOnly = `- op: add\n  path: ${pointer(
  'metadata',
  'annotations',
)}\n  value:\n    ${APPLY}: ${CREATE_ONLY}\n`;

/**
 * How Flux keeps off what other controllers decide. It owns each field that it writes, and gives a field up by
 * removing it: overlooking the number of replicas would set it to one with the next change. So a field that may be
 * missing is never written, an object that only begins is created and left alone, and no more than weights in a list
 * that still changes are overlooked.
 */
export function keptOff(ctx: EnvironmentContext): {
  patches: NonNullable<Spec['patches']>;
  ignore: NonNullable<Spec['ignore']>;
  reasons: Because[];
} {
  const kept: ReturnType<typeof keptOff> = {
    patches: [],
    ignore: [],
    reasons: [],
  };
  // What runs once carries the annotation itself.
  const moved = movedFields(ctx).filter(() => !ctx.rollout.once);
  for (const { group, kind, name, pointers, keep, why } of moved) {
    const target = { group, kind, name };
    if (keep === 'overlooked') {
      kept.reasons.push(
        because(`/spec/ignore/${kept.ignore.length}`, ctx.rollout.from, why),
      );
      kept.ignore.push({ paths: pointers, target });
    } else {
      kept.reasons.push(
        because(`/spec/patches/${kept.patches.length}`, ctx.rollout.from, why),
      );
      kept.patches.push({
        patch: (keep === 'unset' ? pointers.map(remove) : [createOnly]).join(
          '',
        ),
        target,
      });
    }
  }
  return kept;
}

function remove(path: string): string {
  return `- op: remove\n  path: ${path}\n`;
}
