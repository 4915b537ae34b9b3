import { parse } from '@fairway/backend-kit';
import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import type { Router } from 'express';
import { z } from 'zod';
import type { RouterOptions } from './options';
import { nameSchema, several } from './queries';

/** As many services as one question may name. */
const MOST_SERVICES = 200;

const query = z.strictObject({ service: several(nameSchema, MOST_SERVICES) });

/** `/budgets`: what reviews and readiness ask of services. */
export function addBudgetRoutes(router: Router, options: RouterOptions): void {
  router.get('/budgets', async (req, res) => {
    const caller = await options.callers.callerOf(req);
    await options.access.require(caller, objectiveReadPermission);
    const { service } = parse(query, req.query, 'query');
    const items = await options.status.budgets([...new Set(service)]);
    res.json({ items });
  });
}
