import {
  contractReadPermission,
  driftCheckPermission,
} from '@fairway/plugin-golden-path-common';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { pageQuery, parse } from '@fairway/backend-kit';
import { DRIFT_STATES } from '../store/driftRows';
import { callerOf, personOf } from './callers';
import type { RouterOptions } from './options';
import { proseOf } from './prose';

const nameSchema = z.string().min(1).max(63);
const mendBody = z.strictObject({
  message: proseOf({
    max: 500,
    empty: 'expected a line of text, or no message',
  }).optional(),
});
const checkBody = z.strictObject({ service: nameSchema.optional() });

/** `/drift`: Git against what intent and contract derive. Who may mend is decided with the owner of the service. */
export function addDriftRoutes(router: Router, options: RouterOptions): void {
  const { access, drift } = options;
  const listQuery = z.strictObject({
    ...pageQuery({ defaultLimit: options.limits.pageSize }),
    state: z.enum(DRIFT_STATES).optional(),
    team: z.string().max(255).optional(),
    tier: z.enum(['tier-1', 'tier-2', 'tier-3']).optional(),
    search: z.string().max(100).optional(),
  });
  const nameOf = (req: Request) => parse(nameSchema, req.params.name, 'path');

  router.get('/drift', async (req, res) => {
    const caller = await callerOf(options, req);
    await access.require(caller, contractReadPermission);
    res.json(await drift.list(caller, parse(listQuery, req.query, 'query')));
  });

  router.post('/drift/check', async (req, res) => {
    const person = await personOf(options, req);
    await access.require(person, driftCheckPermission);
    await drift.check(person, parse(checkBody, req.body ?? {}, 'body'));
    res.status(202).end();
  });

  router.get('/drift/:name', async (req, res) => {
    const caller = await callerOf(options, req);
    await access.require(caller, contractReadPermission);
    res.json(await drift.get(caller, nameOf(req)));
  });

  router.post('/drift/:name/mend', async (req, res) => {
    const person = await personOf(options, req);
    await access.require(person, contractReadPermission);
    const body = parse(mendBody, req.body ?? {}, 'body');
    res.status(201).json(await drift.mend(person, nameOf(req), body));
  });
}
