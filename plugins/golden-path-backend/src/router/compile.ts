import { compilePermission } from '@fairway/plugin-golden-path-common';
import type { Router } from 'express';
import { z } from 'zod';
import { callerOf } from './callers';
import type { RouterOptions } from './index';
import { parse } from './parse';

const compileBody = z.union(
  [
    z.strictObject({ intent: z.record(z.string(), z.unknown()) }),
    z.strictObject({
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
    res.json(await options.compile.compile(parse(compileBody, req.body)));
  });
}
