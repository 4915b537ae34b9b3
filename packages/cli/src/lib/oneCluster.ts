import { unusable } from './failure';
import type { Manifest } from './manifests';

/**
 * The objects as one cluster would hold them: what several folders hold alike counts once. An object that is stated
 * twice and differently ends the command: nobody knows which one is meant.
 */
export function ofOneCluster(manifests: Manifest[]): Manifest[] {
  const held = new Map<string, Manifest>();
  const problems: string[] = [];
  for (const manifest of manifests) {
    const { kind, metadata } = manifest.object;
    const name = `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
    const key = `${manifest.object.apiVersion} ${name}`;
    const earlier = held.get(key);
    if (!earlier) {
      held.set(key, manifest);
    } else if (
      JSON.stringify(earlier.object) !== JSON.stringify(manifest.object)
    ) {
      problems.push(
        `${manifest.file}:${manifest.lineOf('/metadata/name')}: ${name} is in ${
          earlier.file
        } too, and differs; name a folder that holds one cluster`,
      );
    }
  }
  if (problems.length > 0) {
    throw unusable(...problems);
  }
  return [...held.values()];
}
