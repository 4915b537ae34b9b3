import type { PodCarrier } from './carrier';

/** One pod on each node. */
export const daemonSet: PodCarrier = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  resource: 'daemonset',
  revisionLabel: 'controller-revision-hash',
  // The name, the id of the pod.
  podNames: name => `${name}-[a-z0-9]{5}`,
  undo: {
    command: ({ name, namespace }) =>
      `kubectl -n ${namespace} rollout undo daemonset/${name}`,
    takes: 'a few minutes for each node, one after the other',
  },
  alert: ({ name, namespace }) => ({
    alert: 'AgentsUnavailable',
    expr: `max by (namespace, daemonset) (kube_daemonset_status_number_unavailable{namespace="${namespace}",daemonset="${name}"}) > 0`,
    for: '15m',
    summary: `${name}: {{ $value }} nodes are without it`,
    description:
      'Nodes that should run it have had no ready pod for 15 minutes. Is the node sick, is it too full, or does the agent crash?',
    from: 'scaling',
    why: 'A node without its agent is a blind spot that nobody notices otherwise.',
  }),
};
