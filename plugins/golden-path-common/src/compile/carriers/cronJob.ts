import type { PodCarrier } from './carrier';

/** One pod at set times, which ends. */
export const cronJob: PodCarrier = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  resource: 'cronjob',
  ends: true,
  revisionLabel: 'batch.kubernetes.io/job-name',
  // The name, the minute it was due, the id of the pod.
  podNames: name => `${name}-[0-9]+-[a-z0-9]+`,
  undo: {
    command: ({ name, namespace }) =>
      `kubectl -n ${namespace} patch cronjob/${name} --patch '{"spec":{"suspend":true}}'`,
    takes: 'a moment for the runs to come; a run that has begun goes on',
  },
};
