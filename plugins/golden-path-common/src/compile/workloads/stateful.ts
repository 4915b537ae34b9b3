import { statefulSet } from '../carriers/statefulSet';
import { deriveMembersService } from './store/membersService';
import { notesOfStore } from './store/notes';
import { deriveStatefulSet } from './store/statefulSet';
import type { WorkloadShape } from './shape';

/** Members that keep data: each has a name, a volume and a turn of its own. */
export const stateful: WorkloadShape = {
  types: ['stateful'],
  plan: ({ intent }) => ({
    carrier: statefulSet,
    canary: 'none',
    steps: [],
    from: intent.spec.stateful
      ? 'intent:/spec/stateful'
      : 'contract:/workloadTypes/stateful',
  }),
  derive: ctx =>
    ctx.store
      ? [
          deriveStatefulSet(ctx, ctx.store),
          ...deriveMembersService(ctx, ctx.store),
        ]
      : [],
  notes: ctx => (ctx.store ? notesOfStore(ctx, ctx.store) : {}),
  without: {
    route:
      'A store is never reached from outside; a service in front of it decides who may read what.',
    autoscaling:
      'Members are not added by load: each one changes the quorum, and has to copy the data first.',
    canary:
      'Members hold the same data, so a new version takes them one after the other and cannot have a share of the traffic.',
  },
};
