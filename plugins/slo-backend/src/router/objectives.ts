import { audited, pageQuery, parse } from '@fairway/backend-kit';
import {
  OBJECTIVE_STATES,
  objectiveReadPermission,
  objectiveRefreshPermission,
  ROLL_UPS,
} from '@fairway/plugin-slo-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { OBJECTIVE_SORTS } from '../store/FleetStore';
import type { RouterOptions } from './options';
import {
  nameSchema,
  objectiveIdSchema,
  searchSchema,
  several,
  timeSchema,
} from './queries';

/** More rows than any page shows at once. */
const MOST_ROWS = 1000;

const targetWords = { error: 'expected a share above 0 and below 1, 0.999' };

const filters = {
  search: searchSchema,
  service: nameSchema.optional(),
  owner: several(nameSchema, 100).optional(),
  system: nameSchema.optional(),
  tier: nameSchema.optional(),
  businessUnit: nameSchema.optional(),
};

const times = { from: timeSchema.optional(), to: timeSchema.optional() };
const historyQuery = z.strictObject(times);
const previewQuery = z.strictObject({
  ...times,
  target: z
    .string(targetWords)
    .regex(/^0?\.\d{1,12}$/, targetWords)
    .transform(Number)
    .refine(target => target > 0 && target < 1, targetWords)
    .optional(),
});
const refreshBody = z.strictObject({ objective: objectiveIdSchema.optional() });
const rollUpQuery = z.strictObject({ ...filters, by: z.enum(ROLL_UPS) });

/** Which way each is sorted when nobody says: the worst first. */
const DIRECTIONS = {
  burn: 'desc',
  budget: 'asc',
  service: 'asc',
  state: 'asc',
} as const;

/** `/objectives`: what is promised, and how it goes. */
export function addObjectiveRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { access, auditor, callers, fleet, objectives, refresher, status } =
    options;
  const listQuery = z.strictObject({
    ...pageQuery({
      defaultLimit: options.limits.pageSize,
      mostRows: MOST_ROWS,
    }),
    ...filters,
    state: several(
      z.enum(OBJECTIVE_STATES),
      OBJECTIVE_STATES.length,
    ).optional(),
    sort: z.enum(OBJECTIVE_SORTS).default('state'),
    direction: z.enum(['asc', 'desc']).optional(),
  });
  const reader = async (req: Request) => {
    const caller = await callers.callerOf(req);
    await access.require(caller, objectiveReadPermission);
    return caller;
  };
  const idOf = (req: Request) =>
    parse(objectiveIdSchema, req.params.id, 'path');

  router.get('/objectives', async (req, res) => {
    await reader(req);
    const { owner, state, ...query } = parse(listQuery, req.query, 'query');
    res.json(
      await fleet.list({
        ...query,
        owners: owner,
        states: state,
        direction: query.direction ?? DIRECTIONS[query.sort],
      }),
    );
  });

  router.get('/objectives/roll-up', async (req, res) => {
    await reader(req);
    const { owner, ...query } = parse(rollUpQuery, req.query, 'query');
    res.json({ items: await fleet.rollUp({ ...query, owners: owner }) });
  });

  router.get('/objectives/:id', async (req, res) => {
    const caller = await reader(req);
    res.json(await objectives.get(caller, idOf(req)));
  });

  router.get('/objectives/:id/history', async (req, res) => {
    await reader(req);
    const query = parse(historyQuery, req.query, 'query');
    const id = idOf(req);
    res.json(await status.history({ id, ...objectives.times(query) }));
  });

  router.get('/objectives/:id/would-have-fired', async (req, res) => {
    await reader(req);
    const { target, ...query } = parse(previewQuery, req.query, 'query');
    const id = idOf(req);
    res.json(
      await status.wouldHaveFired({ id, ...objectives.times(query), target }),
    );
  });

  router.post('/refresh', async (req, res) => {
    const person = await callers.personOf(req);
    await access.require(person, objectiveRefreshPermission);
    const { objective } = parse(refreshBody, req.body ?? {}, 'body');
    await audited(
      {
        auditor,
        eventId: 'objective-refresh',
        caller: person,
        meta: objective ? { objective } : {},
      },
      async () => {
        if (objective) {
          await objectives.require(objective);
        }
        await refresher.refresh(objective ? [objective] : undefined);
      },
    );
    res.status(204).end();
  });
}
