import type { PodCarrier } from './carrier';

/** Replicas that are replaced a few at a time. */
export const deployment: PodCarrier = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  resource: 'deployment',
  revisionLabel: 'pod-template-hash',
  // The name, the hash of the revision, the id of the pod.
  podNames: name => `${name}-[a-z0-9]+-[a-z0-9]+`,
  undo: {
    command: ({ name, namespace }) =>
      `kubectl -n ${namespace} rollout undo deployment/${name}`,
    takes: 'a few minutes, as long as pods take to start',
  },
  alert: ({ name, namespace }) => ({
    alert: 'ReplicasUnavailable',
    expr: `kube_deployment_status_replicas_available{namespace="${namespace}",deployment="${name}"} < kube_deployment_spec_replicas{namespace="${namespace}",deployment="${name}"}`,
    for: '15m',
    summary: `${name}: fewer pods than wanted`,
    description:
      'Pods have been missing for 15 minutes. Are they pending, crashing, or not ready?',
    from: 'scaling',
    why: 'What is missing for a quarter of an hour does not come back by itself.',
  }),
};
