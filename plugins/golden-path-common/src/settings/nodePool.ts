import type { PlatformContract } from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';

/** A pool of nodes that work is to run on, and the JSON pointer of what says so. */
export interface NodePoolChoice {
  name: string;
  from: `intent:${string}` | `contract:${string}`;
}

/**
 * The pool of nodes that the pods of a service are to run on: what the intent of a batch states, else that of the
 * workload type, else that of the tier. None, as almost everywhere, means nodes that are there for everybody.
 */
export function nodePoolOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): NodePoolChoice | undefined {
  const { intent, contract } = options;
  const { workloadType, tier } = intent.spec;
  const stated = ownPart(intent, 'batch')?.nodePool;
  if (stated !== undefined) {
    return { name: stated, from: 'intent:/spec/batch/nodePool' };
  }
  const ofType = contract.workloadTypes[workloadType].nodePool;
  if (ofType !== undefined) {
    return {
      name: ofType,
      from: `contract:/workloadTypes/${workloadType}/nodePool`,
    };
  }
  const ofTier = contract.tiers[tier].nodePool;
  return ofTier === undefined
    ? undefined
    : { name: ofTier, from: `contract:/tiers/${tier}/nodePool` };
}
