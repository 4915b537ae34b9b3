import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import type { Router } from 'express';
import { z } from 'zod';
import { pageQuery, parse } from '@fairway/backend-kit';
import { callerOf } from './callers';
import type { RouterOptions } from './options';

/** `/slo-documents`: what the plugin of objectives feeds on. */
export function addSloDocumentRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const query = z.strictObject(pageQuery({ defaultLimit: 100 }));

  router.get('/slo-documents', async (req, res) => {
    const caller = await callerOf(options, req);
    if (!options.access.isService(caller)) {
      await options.access.require(caller, contractReadPermission);
    }
    res.json(await options.sloDocuments.list(parse(query, req.query, 'query')));
  });
}
