import { bytesOf, cpuToMillis, formatBytes, formatCpu } from '../quantity';
import { mappingAt, scalarAt } from './read';

/** What a container asks for, in the units of an intent. */
export interface ImportedResources {
  cpu: string;
  memory: string;
  memoryLimit?: string;
  cpuLimit?: string;
}

const KI = 1024;
const MI = KI * KI;

/** A note on a field of the resources, from the place where they stand. */
export interface ResourceNote {
  at: string;
  what: string;
  why: string;
}

/** Requests and limits as Kubernetes and Score write them; nothing when one of the two requests is not known. */
export function resourcesFrom(value: unknown): {
  resources?: ImportedResources;
  notes: ResourceNote[];
} {
  const notes: ResourceNote[] = [];
  for (const part of ['requests', 'limits']) {
    for (const name of Object.keys(mappingAt(value, `/${part}`))) {
      if (name !== 'cpu' && name !== 'memory') {
        notes.push({
          at: `/${part}`,
          what: `${part} of ${name}`,
          why: 'an intent asks for CPU and memory; other devices need a node pool of the platform',
        });
      }
    }
  }
  const read = (
    part: 'requests' | 'limits',
    name: 'cpu' | 'memory',
    amountOf: (text: string) => number,
  ) => {
    const text = scalarAt(value, `/${part}/${name}`);
    if (text === undefined) {
      return undefined;
    }
    try {
      const amount = amountOf(text);
      if (amount > 0) {
        return amount;
      }
    } catch {
      // Told below, with the place.
    }
    notes.push({
      at: `/${part}/${name}`,
      what: `${part}.${name}`,
      why: 'is no amount above nothing',
    });
    return undefined;
  };
  const limits = {
    cpu: read('limits', 'cpu', cpuToMillis),
    memory: read('limits', 'memory', bytesOf),
  };
  // As the API server does: without a request, the limit is the request.
  const cpu = read('requests', 'cpu', cpuToMillis) ?? limits.cpu;
  const memory = read('requests', 'memory', bytesOf) ?? limits.memory;
  if (cpu === undefined || memory === undefined) {
    if (cpu !== undefined || memory !== undefined) {
      notes.push({
        at: '',
        what: 'resources',
        why: `${
          cpu === undefined ? 'CPU' : 'memory'
        } is not stated, and an intent states both or leaves them to the workload type`,
      });
    }
    return { notes };
  }
  for (const [name, request, limit] of [
    ['cpu', cpu, limits.cpu],
    ['memory', memory, limits.memory],
  ] as const) {
    if (limit !== undefined && limit < request) {
      notes.push({
        at: `/limits/${name}`,
        what: `limits.${name}`,
        why: 'is less than what is requested; the request stands for both',
      });
    }
  }
  return {
    resources: {
      cpu: formatCpu(cpu),
      memory: wholeBytes(memory),
      ...(limits.memory !== undefined &&
        limits.memory > memory && { memoryLimit: wholeBytes(limits.memory) }),
      ...(limits.cpu !== undefined && {
        cpuLimit: formatCpu(Math.max(cpu, limits.cpu)),
      }),
    },
    notes,
  };
}

/** In Mi, or Ki for less, rounded up: `128M` is 123Mi. */
export function wholeBytes(bytes: number): string {
  const unit = bytes >= MI ? MI : KI;
  const whole = bytes % KI === 0 ? bytes : Math.ceil(bytes / unit) * unit;
  return formatBytes(whole);
}
