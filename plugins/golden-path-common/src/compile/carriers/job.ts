import type { PodCarrier } from './carrier';

/** Pods that do a piece of work once and end. */
export const job: PodCarrier = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  resource: 'job',
  ends: true,
  revisionLabel: 'batch.kubernetes.io/job-name',
  // The name, the index of the piece where there are several, the id of the pod.
  podNames: name => `${name}(-[0-9]+)?-[a-z0-9]+`,
  undo: {
    command: ({ name, namespace }) =>
      `kubectl -n ${namespace} patch job/${name} --patch '{"spec":{"suspend":true}}'`,
    takes: 'a minute: its pods are stopped, and what they have done stays done',
  },
};
