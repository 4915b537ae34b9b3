import type { IContainer } from 'kubernetes-models/v1';
import { because } from '../../because';
import type { ContainerSettings } from '../../../settings';
import type { ContainerPart, ContainerPlace } from './part';

/** What it requests, and the memory at which it is killed. */
export function resourcesOf({
  container,
  at,
}: ContainerPlace): ContainerPart<Pick<IContainer, 'resources'>> {
  const { cpu, memory, cpuLimit, memoryLimit } = container.resources;
  return {
    fields: {
      resources: {
        requests: { cpu, memory },
        limits: {
          ...(cpuLimit ? { cpu: cpuLimit } : undefined),
          memory: memoryLimit,
        },
      },
    },
    reasons: [
      because(`${at}/resources`, container.from.resources, whyOf(container)),
    ],
  };
}

function whyOf({ resources }: ContainerSettings): string {
  const cpu = resources.cpuLimit
    ? `at most ${resources.cpuLimit}`
    : 'no limit, because throttling a busy service helps nobody';
  return `Requests ${resources.cpu} CPU (${cpu}) and ${resources.memory} memory, with a memory limit of ${resources.memoryLimit} so that a leak stays on its own pod.`;
}
