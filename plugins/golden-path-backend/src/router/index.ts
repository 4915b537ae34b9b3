import express from 'express';
import Router from 'express-promise-router';
import { inPlainWords, requireJson, unknownRoute } from '@fairway/backend-kit';
import { addAuthoringRoutes, authorsOnly } from './authoring';
import { addCampaignRoutes } from './campaigns';
import { addCatalogRoutes } from './catalogEntities';
import { addChangeRequestRoutes } from './changeRequests';
import { addCompileRoutes } from './compile';
import { addContractRoutes } from './contract';
import { addDeliveryRoutes } from './delivery';
import { addDeliveryWebhookRoutes } from './deliveryWebhooks';
import { addDriftRoutes } from './drift';
import { addFleetRoutes } from './fleet';
import { addFlowRoutes } from './flows';
import { finishedBeforeStopping } from './finishedBeforeStopping';
import { addObjectiveRoutes } from './objectives';
import type { RouterOptions } from './options';
import { addServiceInfoRoutes } from './serviceInfo';
import { addServiceRoutes } from './services';
import { addSloDocumentRoutes } from './sloDocuments';

/** The HTTP routes of the golden path; `src/schema/openapi.yaml` describes each. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const router = Router();
  await addServiceInfoRoutes(router, options);
  router.use((_req, res, next) => {
    try {
      options.readiness.require();
      next();
    } catch (error) {
      res.setHeader('Retry-After', '2');
      next(error);
    }
  });
  router.use(finishedBeforeStopping(options.inFlight));
  addDeliveryWebhookRoutes(router, options);
  router.use(requireJson);
  router.use('/authoring', authorsOnly(options));
  router.use(
    express.json({ limit: options.limits.bodyBytes, type: 'application/json' }),
  );
  addContractRoutes(router, options);
  addCompileRoutes(router, options);
  addServiceRoutes(router, options);
  addFlowRoutes(router, options);
  addObjectiveRoutes(router, options);
  addFleetRoutes(router, options);
  addCatalogRoutes(router, options);
  addSloDocumentRoutes(router, options);
  addChangeRequestRoutes(router, options);
  addCampaignRoutes(router, options);
  addDriftRoutes(router, options);
  addDeliveryRoutes(router, options);
  addAuthoringRoutes(router, options);
  router.use(unknownRoute);
  router.use(
    inPlainWords({
      tooLarge: `expected at most ${options.limits.bodyBytes} bytes; send less, or have fairway.limits.bodyBytes raised`,
    }),
  );
  return router;
}
