import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1';
import type { PlatformContract } from '../../model';
import { because, pointer } from '../because';
import type { Manifest } from '../manifest';
import type { PlatformContext, PlatformDerived } from '../platformContext';
import { platformLabels, platformLabelsReason } from '../platformLabels';

type Classes = NonNullable<PlatformContract['priorityClasses']>;

/** The priorities that the pods of services name; without its class a pod is not even admitted. */
export function priorityClasses(ctx: PlatformContext): PlatformDerived[] {
  const classes = ctx.contract.priorityClasses ?? {};
  for (const name of namedClasses(ctx.contract)) {
    if (classes[name]?.value === undefined) {
      ctx.leaveOut({
        what: `PriorityClass ${name}`,
        why: 'The contract states no value of it, so each cluster has to bring it.',
        from: `contract:${pointer(
          'priorityClasses',
          ...(classes[name] ? [name] : []),
        )}`,
      });
    }
  }
  return Object.entries(classes).flatMap(([name, { value, ...rest }]) =>
    value === undefined ? [] : [priorityClass({ name, value, ...rest })],
  );
}

/** Classes of the tiers, then those that workload types have instead; what `system-` begins is of every cluster. */
function namedClasses({ tiers, workloadTypes }: PlatformContract): Set<string> {
  const names = [tiers, workloadTypes].flatMap(section =>
    Object.values(section).map(({ priorityClass: name }) => name),
  );
  return new Set(
    names
      .filter(name => name !== undefined)
      .filter(name => !name.startsWith('system-')),
  );
}

function priorityClass(
  options: Classes[string] & { name: string; value: number },
): PlatformDerived {
  const { name, description, value, preempts = true } = options;
  const object: Manifest<IPriorityClass> = {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name, labels: platformLabels() },
    value,
    preemptionPolicy: preempts ? 'PreemptLowerPriority' : 'Never',
    globalDefault: false,
    description,
  };
  const from = `contract:${pointer('priorityClasses', name)}`;
  return {
    folder: 'classes',
    object,
    because: [
      because('', from, 'The priority that pods of services name.'),
      because(
        '/value',
        `${from}/value`,
        'When nodes are short, the higher is scheduled first and evicted last.',
      ),
      because(
        '/preemptionPolicy',
        options.preempts === undefined
          ? 'fairway:priority'
          : `${from}/preempts`,
        preempts
          ? 'Its pods take the place of pods below them rather than wait for a node.'
          : 'Its pods wait for room and push nobody out.',
      ),
      because(
        '/globalDefault',
        'fairway:priority',
        'A pod that names no class gets none of the priorities of the contract.',
      ),
      platformLabelsReason(),
    ],
  };
}
