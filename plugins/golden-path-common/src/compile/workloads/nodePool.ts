import type { Because } from '../../model';
import { because, pointer } from '../because';
import type { EnvironmentContext } from '../context';
import type { PodDifference } from '../derive/podTemplate';

/** Pods that run on one pool of nodes and nowhere else; a pool that the contract lacks is a finding already. */
export function onNodePool(
  ctx: EnvironmentContext,
  name: string,
): {
  fields: Pick<PodDifference['fields'], 'nodeSelector' | 'tolerations'>;
  reasons: Because[];
} {
  const pool = ctx.contract.nodePools?.[name];
  if (!pool) {
    return { fields: {}, reasons: [] };
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
        `${rule}/labels`,
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
