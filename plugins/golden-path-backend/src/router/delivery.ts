import {
  deliveryReadPermission,
  DELIVERY_STATES,
} from '@fairway/plugin-golden-path-common';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { pageQuery, parse } from '@fairway/backend-kit';
import type { Caller } from '../permissions/Access';
import { openRequestsFor } from '../services/openRequestsFor';
import { callerOf, personOf } from './callers';
import type { RouterOptions } from './options';
import { lineOf } from './prose';

const name = z.string().max(63);
const serviceName = z.string().max(53);

const promoteBody = z.strictObject({
  from: name.describe('the environment that the image is in'),
  to: name.describe('the environment that it goes to'),
  release: z
    .string()
    .max(191)
    .describe('the release whose evidence was read; the newest if absent')
    .optional(),
  message: lineOf({ max: 500, empty: 'expected a line, or nothing' })
    .describe('a line: why')
    .optional(),
});
const rollbackBody = z.strictObject({
  environment: name.describe('the environment'),
  release: z
    .string()
    .max(191)
    .describe('the release to go back to; the one before if absent')
    .optional(),
  reason: lineOf({ max: 500, empty: 'expected a reason' }).describe(
    'why it is taken back',
  ),
});

const daysWords = { error: 'expected a whole number of 1 to 365' };
const doraQuery = z.strictObject({
  environment: name.optional(),
  team: name.optional(),
  days: z
    .string(daysWords)
    .regex(/^([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-5])$/, daysWords)
    .transform(Number)
    .optional(),
});

/** `/delivery`: how far each release got, what proves it, and moving one on or back. */
export function addDeliveryRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { access, changeRequests, delivery } = options;
  const paged = pageQuery({ defaultLimit: options.limits.pageSize });
  const listQuery = z.strictObject({
    ...paged,
    team: name.optional(),
    state: z.enum(DELIVERY_STATES).optional(),
    environment: name.optional(),
    attention: z
      .enum(['true', 'false'])
      .transform(value => value === 'true')
      .optional(),
    search: z.string().max(100).optional(),
  });
  const releasesQuery = z.strictObject({
    ...paged,
    environment: name.optional(),
  });

  async function reader(req: Request): Promise<Caller> {
    const caller = await callerOf(options, req);
    await access.require(caller, deliveryReadPermission);
    return caller;
  }

  router.get('/delivery', async (req, res) => {
    await reader(req);
    res.json(await delivery.view.list(parse(listQuery, req.query, 'query')));
  });

  router.get('/delivery/dora', async (req, res) => {
    await reader(req);
    res.json(await delivery.view.dora(parse(doraQuery, req.query, 'query')));
  });

  async function get(req: Request, res: Response): Promise<void> {
    const caller = await reader(req);
    const service = serviceOf(req);
    res.json(
      await delivery.view.get(service, {
        mayChange: intent => delivery.moves.mayChange(caller, intent),
        openRequests: () =>
          openRequestsFor({ changeRequests, caller, service }),
      }),
    );
  }

  async function releases(req: Request, res: Response): Promise<void> {
    await reader(req);
    res.json(
      await delivery.view.releases(
        serviceOf(req),
        parse(releasesQuery, req.query, 'query'),
      ),
    );
  }

  async function promote(req: Request, res: Response): Promise<void> {
    const person = await personOf(options, req);
    await access.require(person, deliveryReadPermission);
    const service = serviceOf(req);
    const body = parse(promoteBody, req.body, 'body');
    res.json(await delivery.moves.promote(person, service, body));
  }

  async function rollBack(req: Request, res: Response): Promise<void> {
    const person = await personOf(options, req);
    await access.require(person, deliveryReadPermission);
    const service = serviceOf(req);
    const body = parse(rollbackBody, req.body, 'body');
    res.json(await delivery.moves.rollBack(person, service, body));
  }

  // Here no name of a service can be taken for another route.
  router.get('/services/:name/delivery', get);
  router.get('/services/:name/delivery/releases', releases);
  router.post('/services/:name/delivery/promote', promote);
  router.post('/services/:name/delivery/rollback', rollBack);
  // Shorter, for all names but `dora` and `webhooks`.
  router.get('/delivery/:name', get);
  router.get('/delivery/:name/releases', releases);
  router.post('/delivery/:name/promote', promote);
  router.post('/delivery/:name/rollback', rollBack);
}

function serviceOf(req: Request): string {
  return parse(serviceName, req.params.name, 'path');
}
