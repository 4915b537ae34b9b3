import { inPlainWords, requireJson, unknownRoute } from '@fairway/backend-kit';
import express from 'express';
import Router from 'express-promise-router';
import { addBudgetRoutes } from './budgets';
import { addDocumentRoutes } from './documents';
import { addExclusionRoutes } from './exclusions';
import { addObjectiveRoutes } from './objectives';
import type { RouterOptions } from './options';
import { addServiceInfoRoutes } from './serviceInfo';
import { addSourceRoutes } from './sources';

/** The HTTP routes of objectives; `src/schema/openapi.yaml` describes each. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const router = Router();
  await addServiceInfoRoutes(router, options);
  router.use(requireJson);
  router.use(
    express.json({ limit: options.limits.bodyBytes, type: 'application/json' }),
  );
  addObjectiveRoutes(router, options);
  addBudgetRoutes(router, options);
  addDocumentRoutes(router, options);
  addExclusionRoutes(router, options);
  addSourceRoutes(router, options);
  router.use(unknownRoute);
  router.use(
    inPlainWords({
      tooLarge: `expected at most ${options.limits.bodyBytes} bytes; send less, or have fairway.slo.limits.bodyBytes raised`,
    }),
  );
  return router;
}
