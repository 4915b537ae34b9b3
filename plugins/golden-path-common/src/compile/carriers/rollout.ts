import type { PodCarrier } from './carrier';

/** Replicas of which new ones prove themselves first, by Argo Rollouts. */
export const rollout: PodCarrier = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  resource: 'rollout',
  revisionLabel: 'rollouts-pod-template-hash',
  podNames: name => `${name}-[a-z0-9]+-[a-z0-9]+`,
  // A canary that pauses has been delivered: waiting for its end would hold up the next delivery for hours.
  health: {
    current: `status.phase in ['Healthy', 'Paused']`,
    inProgress: `status.phase == 'Progressing'`,
    failed: `status.phase == 'Degraded'`,
  },
  undo: {
    command: ({ name, namespace }) =>
      `kubectl argo rollouts abort ${name} -n ${namespace}`,
    takes: 'a minute while a canary runs, a few minutes afterwards',
  },
  alert: ({ name, namespace }) => ({
    alert: 'RolloutDegraded',
    expr: `max(rollout_info{name="${name}",namespace="${namespace}",phase="Degraded"}) > 0`,
    for: '1m',
    summary: `${name}: the canary was taken back`,
    description:
      'Analysis failed or the rollout got nowhere. Users are on the released version; find out what the new one does wrong.',
    from: 'rollout',
    why: 'A canary that was taken back has saved its users, and still waits for somebody.',
  }),
};
