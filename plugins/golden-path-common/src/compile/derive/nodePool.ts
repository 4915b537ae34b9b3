import type { IPodSpec } from 'kubernetes-models/v1';
import type { Because } from '../../model';
import { nodePoolOf } from '../../settings';
import { because, pointer } from '../because';
import type { EnvironmentContext } from '../context';

/** What keeps pods on the nodes of a pool; pointers start at the specification of the pod. */
export interface NodePoolPart {
  fields: Pick<IPodSpec, 'nodeSelector' | 'tolerations'>;
  reasons: Because[];
}

const NOWHERE_ELSE: NodePoolPart = { fields: {}, reasons: [] };

/**
 * Pods that run on one pool of nodes and nowhere else, where intent, workload type or tier say so; a pool that the
 * contract lacks is a finding already.
 */
export function onNodePool(ctx: EnvironmentContext): NodePoolPart {
  const choice = nodePoolOf(ctx);
  const pool = choice && ctx.contract.nodePools?.[choice.name];
  if (!choice || !pool) {
    return NOWHERE_ELSE;
  }
  const { name, from } = choice;
  if (ctx.settings.scaling.perNode) {
    ctx.leaveOut({
      what: `Node pool ${name}`,
      why: 'There is one pod on each node, whatever pool it is in; which taints it tolerates is what its intent states.',
      from,
    });
    return NOWHERE_ELSE;
  }
  const { labels, taints = [] } = pool;
  const rule = `contract:${pointer('nodePools', name)}` as const;
  return {
    fields: {
      nodeSelector: labels,
      ...(taints.length > 0
        ? {
            tolerations: taints.map(({ key, value, effect }) => ({
              key,
              ...(value
                ? { operator: 'Equal', value }
                : { operator: 'Exists' }),
              effect,
            })),
          }
        : undefined),
    },
    reasons: [
      because(
        '/nodeSelector',
        from.startsWith('contract:') ? from : `${rule}/labels`,
        `The nodes of the pool ${name}: ${pool.purpose}`,
      ),
      ...taints.map(({ key }, index) =>
        because(
          `/tolerations/${index}`,
          `${rule}/taints/${index}`,
          `The taint ${key} keeps everything else away from the pool.`,
        ),
      ),
    ],
  };
}
