import { valueAt } from '../json/path';
import { isRecord } from '../json/pointer';
import type { KubeObject } from '../model';
import type { Labels } from './selector';

/** The pods that an object runs: their labels and their specification. */
export interface PodOf {
  labels: Labels;
  spec: Record<string, unknown>;
}

/** Where kinds that run pods keep the pod. As paths: every object is asked, and a pointer would be read each time. */
const PODS: readonly (readonly string[])[] = [
  ['spec', 'template'],
  ['spec', 'jobTemplate', 'spec', 'template'],
  [],
];
const SPEC = ['spec'];
const LABELS = ['metadata', 'labels'];

/** The pods that an object of any kind runs, or `undefined` when it runs none. */
export function podOf(object: KubeObject): PodOf | undefined {
  for (const at of PODS) {
    const pod = valueAt(object, at);
    const spec = valueAt(pod, SPEC);
    if (isRecord(spec) && Array.isArray(spec.containers)) {
      return {
        labels: labelsOf(valueAt(pod, LABELS)),
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
