import { createHash } from 'node:crypto';
import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import type { Router } from 'express';
import { callerOf } from './callers';
import type { RouterOptions } from './options';

/** `/fleet`: the facts the compiler in the browser needs; not sent again while nothing changed. */
export function addFleetRoutes(router: Router, options: RouterOptions): void {
  /** Written once for all who ask: a large fleet is megabytes. */
  let written: { version: string; text: string } | undefined;

  router.get('/fleet', async (req, res) => {
    await options.access.require(
      await callerOf(options, req),
      contractReadPermission,
    );
    const { commit, fleet, version } = await options.desiredState.fleet();
    const tag = createHash('sha256').update(version).digest('hex').slice(0, 32);
    res.setHeader('ETag', `"${tag}"`);
    res.setHeader('Cache-Control', 'private, no-cache');
    if (req.fresh) {
      res.status(304).end();
      return;
    }
    if (written?.version !== version) {
      written = { version, text: JSON.stringify({ commit, fleet }) };
    }
    res.type('json').send(written.text);
  });
}
