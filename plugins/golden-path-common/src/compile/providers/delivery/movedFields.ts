import { type EnvironmentContext, workloadName } from '../../context';

/** Fields that another controller decides while Git only says where they begin. */
export interface MovedFields {
  group: string;
  kind: string;
  name: string;
  /** The fields as JSON pointers. */
  pointers: string[];
  /** The same for jq, where a list of pointers would be long. */
  jq?: string[];
  /**
   * How delivery keeps off them where it cannot just overlook a difference. `unset`: never written at all; `begun`:
   * the object is created and left to whoever moves it; `overlooked`: they are part of a list that still changes.
   */
  keep: 'unset' | 'begun' | 'overlooked';
  /** Who moves them, and what would happen if delivery set them back. */
  why: string;
}

/** What delivery has to leave alone in the objects of a service. */
export function movedFields(ctx: EnvironmentContext): MovedFields[] {
  const moved: MovedFields[] = [];
  const { min, max } = ctx.settings.scaling;
  const { apiVersion, kind, released } = ctx.rollout.carrier;
  if (max > min || released) {
    moved.push({
      group: apiVersion.slice(0, apiVersion.indexOf('/')),
      kind,
      name: ctx.name,
      pointers: ['/spec/replicas'],
      keep: 'unset',
      why: released
        ? 'The engine that tries new versions brings pods up here and takes them away again; delivery must not set their number back.'
        : 'The autoscaler decides the number of replicas; delivery must not set it back.',
    });
  }
  if (ctx.rollout.once) {
    moved.push({
      group: apiVersion.slice(0, apiVersion.indexOf('/')),
      kind,
      name: workloadName(ctx),
      pointers: ['/spec'],
      keep: 'begun',
      why: 'It has begun, or is done: a new default of the platform neither changes it nor runs it again.',
    });
  }
  for (const split of ctx.trafficSplits) {
    if (released?.makes.includes(split.kind)) {
      continue;
    }
    for (const each of split.moves) {
      moved.push({
        ...each,
        name: ctx.name,
        why: 'Argo Rollouts moves the weights during a canary; delivery must not end it halfway.',
      });
    }
  }
  return moved;
}
