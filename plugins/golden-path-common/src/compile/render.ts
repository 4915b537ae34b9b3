import type { CompileResult, KubeObject } from '../model';
import { writeYaml } from '../yaml';
import { isInNamespaceFolder } from './paths';

/**
 * Text of what the services of a namespace share, across results. Only that: an entry for every object of a fleet
 * would cost more in garbage collection than it saves in writing.
 */
const sharedTexts = new WeakMap<KubeObject, string>();

/** YAML of a derived object. @public */
export function renderObject(object: KubeObject): string {
  return sharedTexts.get(object) ?? writeYaml(object);
}

/**
 * Every file of the GitOps repository that belongs to the service, sorted by path. An object that several
 * clusters or services share is written once.
 * @public
 */
export function renderFiles(
  result: CompileResult,
): { path: string; text: string }[] {
  const texts = new Map<KubeObject, string>();
  const files = result.objects.map(({ path, object }) => {
    let text = texts.get(object);
    if (text === undefined) {
      text = renderObject(object);
      texts.set(object, text);
      if (isInNamespaceFolder(path)) {
        sharedTexts.set(object, text);
      }
    }
    return { path, text };
  });
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
