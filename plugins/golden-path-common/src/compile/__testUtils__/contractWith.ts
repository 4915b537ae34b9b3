import type { PlatformContract } from '../../model';
import { shippedContract } from './shipped';

type Providers = PlatformContract['providers'];

/** The contract that ships, with other choices in some layers. */
export function contractWith(changes: {
  [Layer in keyof Providers]?: Partial<Providers[Layer]>;
}): PlatformContract {
  const contract = structuredClone(shippedContract());
  const { providers } = contract;
  return {
    ...contract,
    providers: {
      ...providers,
      delivery: { ...providers.delivery, ...changes.delivery },
      network: { ...providers.network, ...changes.network },
      mesh: { ...providers.mesh, ...changes.mesh },
      traffic: { ...providers.traffic, ...changes.traffic },
      secrets: { ...providers.secrets, ...changes.secrets },
      scaling: { ...providers.scaling, ...changes.scaling },
      rollout: { ...providers.rollout, ...changes.rollout },
      metrics: { ...providers.metrics, ...changes.metrics },
      policy: { ...providers.policy, ...changes.policy },
    },
  };
}
