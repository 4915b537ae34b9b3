import type { CompileResult, KubeObject } from '../model';
import { writeYaml } from '../yaml';

/** Objects are never changed once they are derived, so the text of each is written once. */
const texts = new WeakMap<KubeObject, string>();

/** YAML of a derived object. @public */
export function renderObject(object: KubeObject): string {
  let text = texts.get(object);
  if (text === undefined) {
    text = writeYaml(object);
    texts.set(object, text);
  }
  return text;
}

/**
 * Every file of the GitOps repository that belongs to the service, sorted by path. An object that several
 * clusters or services share is written once.
 * @public
 */
export function renderFiles(
  result: CompileResult,
): { path: string; text: string }[] {
  const files = result.objects.map(({ path, object }) => ({
    path,
    text: renderObject(object),
  }));
  for (const { path, text } of result.documents) {
    files.push({ path, text });
  }
  return files.sort((a, b) => comparePaths(a.path, b.path));
}

/** By code unit, so that every machine sorts alike. */
export function comparePaths(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
