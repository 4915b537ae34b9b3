import { isRecord } from '../../json/pointer';
import type { DerivedObject } from '../../model';
import { addEnvironment, type Change, type Hit } from './change';

/** What a namespace has where nothing was said. */
const UNSAID = 'PERMISSIVE';

/** Who may connect to a namespace without an identity changes: whoever has none yet is cut off, or let in again. */
export function meshMode({ before, after }: Change): Hit[] {
  if (!before) {
    return [];
  }
  const modes = new Map(
    before.objects.filter(isMeshMode).map(each => [each.path, modeOf(each)]),
  );
  const hits = new Map<string, Hit>();
  for (const derived of after.objects.filter(isMeshMode)) {
    const then = modes.get(derived.path) ?? UNSAID;
    const now = modeOf(derived);
    if (then !== now) {
      const namespace = derived.object.metadata.namespace ?? '';
      addEnvironment(hits, namespace, derived.env, {
        trigger: 'mesh-mode',
        why: `The mesh becomes ${now} in ${namespace}; it was ${then}.`,
        at: derived.path,
      });
    }
  }
  return [...hits.values()];
}

function isMeshMode({ object }: DerivedObject): boolean {
  return object.kind === 'PeerAuthentication';
}

function modeOf({ object }: DerivedObject): string {
  const mtls = isRecord(object.spec) ? object.spec.mtls : undefined;
  return isRecord(mtls) && typeof mtls.mode === 'string' ? mtls.mode : UNSAID;
}
