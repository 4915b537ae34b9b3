import type { PodCarrier } from './carrier';
import { deployment } from './deployment';

const released = (service: string) => `${service}-primary`;

/** Replicas of which new ones prove themselves first, by Flagger: it keeps the released ones in a Deployment of its own. */
export const canariedDeployment: PodCarrier = {
  ...deployment,
  podNames: name => `${name}(-primary)?-[a-z0-9]+-[a-z0-9]+`,
  released: {
    name: released,
    // Flagger writes this label of the released pods anew, so it is one that nothing else selects by.
    label: 'app',
    makes: ['HTTPRoute'],
  },
  undo: {
    command: ({ name, namespace }) =>
      `kubectl -n ${namespace} rollout undo deployment/${released(name)}`,
    takes:
      'a few minutes, as long as pods take to start; a canary that still runs and fails is taken back by itself',
  },
  alert: ({ name, namespace }) => ({
    alert: 'CanaryFailed',
    expr: `max(flagger_canary_status{name="${name}",namespace="${namespace}"}) == 2`,
    for: '1m',
    summary: `${name}: the canary was taken back`,
    description:
      'Analysis failed or the canary got nowhere. Users are on the released version; find out what the new one does wrong.',
    from: 'rollout',
    why: 'A canary that was taken back has saved its users, and still waits for somebody.',
  }),
};
