import { NotFoundError, NotImplementedError } from '@backstage/errors';
import type { Exclusions, Refresher, StatusReader } from '../collect/types';

/** Until there is a collector: objectives are known, and nothing of how they do. */
export const notCollecting: {
  exclusions: Exclusions;
  refresher: Refresher;
  status: StatusReader;
} = {
  exclusions: {
    list: async () => ({ items: [], total: 0 }),
    get: async id => {
      throw new NotFoundError(`There is no exclusion ${id}`);
    },
    create: async () => {
      throw new NotImplementedError('Nothing is collected yet');
    },
    withdraw: async () => {
      throw new NotImplementedError('Nothing is collected yet');
    },
  },
  refresher: { refresh: async () => {} },
  status: {
    statusDetail: async () => ({
      burns: [],
      alerts: [],
      policy: { rules: [] },
    }),
    history: async ({ from, to }) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      points: [],
      markers: [],
    }),
    wouldHaveFired: async ({ from, to, target = 0 }) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      target,
      coverage: 0,
      fired: [],
      notJudged: [],
    }),
    budgets: async services =>
      services.map(service => ({ service, objectives: [] })),
    sources: async () => [],
  },
};
