import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import type { Router } from 'express';
import { z } from 'zod';
import { pageQuery, parse } from '@fairway/backend-kit';
import { openRequestsFor } from '../services/openRequestsFor';
import { callerOf } from './callers';
import type { RouterOptions } from './options';

/** `/services`: the fleet as it stands in Git. */
export function addServiceRoutes(router: Router, options: RouterOptions): void {
  const { access, changeRequests, desiredState } = options;
  const listQuery = z.strictObject({
    ...pageQuery({ defaultLimit: options.limits.pageSize }),
    team: z.string().max(63).optional(),
    system: z.string().max(63).optional(),
    search: z.string().max(100).optional(),
  });

  router.get('/services', async (req, res) => {
    await access.require(await callerOf(options, req), contractReadPermission);
    res.json(await options.services.list(parse(listQuery, req.query, 'query')));
  });

  router.get('/services/:name', async (req, res) => {
    const caller = await callerOf(options, req);
    await access.require(caller, contractReadPermission);
    const name = parse(z.string().max(53), req.params.name, 'path');
    const [service, openRequests] = await Promise.all([
      desiredState.service(name),
      openRequestsFor({ changeRequests, caller, service: name }),
    ]);
    res.json({ ...service, openRequests });
  });
}
