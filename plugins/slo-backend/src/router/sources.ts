import { objectiveReadPermission } from '@fairway/plugin-slo-common';
import type { Router } from 'express';
import type { RouterOptions } from './options';

/** `/sources`: where indicators come from, and how that does. */
export function addSourceRoutes(router: Router, options: RouterOptions): void {
  router.get('/sources', async (req, res) => {
    const caller = await options.callers.callerOf(req);
    await options.access.require(caller, objectiveReadPermission);
    res.json({ items: await options.status.sources() });
  });
}
