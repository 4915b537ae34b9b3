import { isRecord, valueAt } from '../json/pointer';
import type { KubeObject } from '../model';
import type { Labels } from './selector';

/** The pods that an object runs: their labels and their specification. */
export interface PodOf {
  labels: Labels;
  spec: Record<string, unknown>;
}

/** Where kinds that run pods keep the pod. */
const PODS = ['/spec/template', '/spec/jobTemplate/spec/template', ''];

/** The pods that an object of any kind runs, or `undefined` when it runs none. */
export function podOf(object: KubeObject): PodOf | undefined {
  for (const at of PODS) {
    const spec = valueAt(object, `${at}/spec`);
    if (isRecord(spec) && Array.isArray(spec.containers)) {
      return {
        labels: labelsOf(valueAt(object, `${at}/metadata/labels`)),
        spec,
      };
    }
  }
  return undefined;
}

/** Labels as texts; `app: 1`, which YAML reads as a number, is left out as the API server refuses it. */
function labelsOf(value: unknown): Labels {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      )
    : {};
}
