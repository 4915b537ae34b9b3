import type { PodCarrier } from './carrier';

/** Members with names and volumes of their own, which are replaced one after the other. */
export const statefulSet: PodCarrier = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  resource: 'statefulset',
  revisionLabel: 'controller-revision-hash',
  // The name and the ordinal.
  podNames: name => `${name}-[0-9]+`,
  undo: {
    command: ({ name, namespace }) =>
      `kubectl -n ${namespace} rollout undo statefulset/${name}`,
    takes: 'a few minutes for each member, one after the other',
  },
  alert: ({ name, namespace }) => ({
    alert: 'MembersNotReady',
    expr: `kube_statefulset_status_replicas_ready{namespace="${namespace}",statefulset="${name}"} < kube_statefulset_replicas{namespace="${namespace}",statefulset="${name}"}`,
    for: '15m',
    summary: `${name}: a member is missing`,
    description:
      'A member has not been ready for 15 minutes. Is it pending for its volume or its zone, crashing, or still catching up?',
    from: 'scaling',
    why: 'With a member missing, the next loss may cost the majority.',
  }),
};
