import type { CompileResult } from '../../model';
import { environmentsOf, type Change, type Hit } from './change';

/** The service begins to keep data of its own. */
export function newStateful({ before, after }: Change): Hit[] {
  const is = (result?: CompileResult) =>
    result?.intent.spec.workloadType === 'stateful' ||
    result?.objects.some(({ object }) => object.kind === 'StatefulSet');
  return is(after) && !is(before)
    ? [
        {
          trigger: 'new-stateful',
          why: `${after.name} is a new stateful store.`,
          at: '/spec/workloadType',
          environments: environmentsOf(after),
        },
      ]
    : [];
}

/** The service promises what tier 1 promises. */
export function tierRaised({ before, after }: Change): Hit[] {
  const was = before?.intent.spec.tier;
  return after.intent.spec.tier === 'tier-1' && was !== 'tier-1'
    ? [
        {
          trigger: 'tier-1-readiness',
          why: was
            ? `${after.name} goes from ${was} to tier-1.`
            : `${after.name} is a new tier-1 service.`,
          at: '/spec/tier',
          environments: environmentsOf(after),
        },
      ]
    : [];
}

/** The service goes to another team. */
export function ownerChanged({ before, after }: Change): Hit[] {
  const was = before?.intent.metadata.owner;
  const { owner } = after.intent.metadata;
  return was !== undefined && was !== owner
    ? [
        {
          trigger: 'owner-changed',
          why: `The owner changes from ${was} to ${owner}.`,
          at: '/metadata/owner',
          environments: environmentsOf(after),
        },
      ]
    : [];
}
