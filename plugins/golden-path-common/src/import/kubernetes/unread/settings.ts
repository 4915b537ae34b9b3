import type { ImportedManifest } from '../../model';
import { itemsAt, mappingAt, textAt, textsAt } from '../../read';
import { namespaceOf } from '../folder';
import { containersOf } from '../pod';
import type { Landing } from './landing';

/** Keys of a ConfigMap that variables or volumes of a draft hold; what became of each is told there. */
export function readKeys(
  { drafts }: Landing,
  manifest: ImportedManifest,
): Set<string> {
  const { object } = manifest;
  const { name } = object.metadata;
  const keys = new Set<string>();
  const all = Object.keys(mappingAt(object, '/data'));
  for (const workload of drafts.keys()) {
    if (workload.namespace !== namespaceOf(manifest)) {
      continue;
    }
    for (const { value } of containersOf(workload)) {
      if (
        itemsAt(value, '/envFrom').some(
          from => textAt(from, '/configMapRef/name') === name,
        )
      ) {
        Object.keys(textsAt(object, '/data')).forEach(key => keys.add(key));
      }
      for (const variable of itemsAt(value, '/env')) {
        const from = '/valueFrom/configMapKeyRef';
        if (textAt(variable, `${from}/name`) === name) {
          keys.add(textAt(variable, `${from}/key`) ?? '');
        }
      }
    }
    if (
      itemsAt(workload.pod, '/volumes').some(
        volume => textAt(volume, '/configMap/name') === name,
      )
    ) {
      all.forEach(key => keys.add(key));
    }
  }
  return keys;
}
