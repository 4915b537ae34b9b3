import { compilePermission } from '@fairway/plugin-golden-path-common';
import type { Router } from 'express';
import { z } from 'zod';
import { parse } from '@fairway/backend-kit';
import { callerOf } from './callers';
import { acceptOn, intentBody, releaseOn } from './intentBody';
import type { RouterOptions } from './options';

const compileBody = z.union(
  [
    z.strictObject({ intent: intentBody, acceptOn, releaseOn }),
    z.strictObject({
      acceptOn,
      releaseOn,
      text: z.string().max(262_144),
      file: z.string().max(256).optional(),
    }),
  ],
  { error: 'expected JSON with either "intent" or "text" (YAML)' },
);

/** `/compile`: what an intent compiles to, writing nothing. */
export function addCompileRoutes(router: Router, options: RouterOptions): void {
  router.post('/compile', async (req, res) => {
    await options.access.require(
      await callerOf(options, req),
      compilePermission,
    );
    const {
      acceptOn: accepting,
      releaseOn: releasing,
      ...input
    } = parse(compileBody, req.body, 'body');
    res.json(
      await options.compile.compile(input, {
        acceptOn: accepting,
        releaseOn: releasing,
      }),
    );
  });
}
