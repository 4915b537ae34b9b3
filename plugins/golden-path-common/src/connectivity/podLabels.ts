import { isRecord, pointerOf, valueAt } from '../json/pointer';
import { podOf } from '../kube/pods';
import type { KubeObject } from '../model';
import type { NetworkPolicyProblem } from './networkPolicy';
import { DEFAULT_NAMESPACE } from './workloads';

/** Where kinds that run pods keep their labels. */
const POD_LABELS = [
  '/metadata/labels',
  '/spec/template/metadata/labels',
  '/spec/jobTemplate/spec/template/metadata/labels',
];

/** Labels that are no texts, for which the API server refuses the pods; no selector can be held against them. */
export function labelProblems(
  objects: readonly KubeObject[],
): NetworkPolicyProblem[] {
  return objects.flatMap((object, index) =>
    podOf(object) === undefined
      ? []
      : POD_LABELS.flatMap(pointer => {
          const labels = valueAt(object, pointer);
          return Object.entries(isRecord(labels) ? labels : {})
            .filter(([, text]) => typeof text !== 'string')
            .map(([key, value]) => ({
              object: index,
              at: pointer + pointerOf([key]),
              message: `${object.kind} ${
                object.metadata.namespace ?? DEFAULT_NAMESPACE
              }/${object.metadata.name}: the label ${key} is ${JSON.stringify(
                value,
              )}, which is no text`,
            }));
        }),
  );
}
