import type {
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import express from 'express';
import Router from 'express-promise-router';
import type { Access } from '../permissions/Access';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { CompileService } from '../services/CompileService';
import type { ContractService } from '../services/ContractService';
import type { DesiredStateService } from '../services/DesiredStateService';
import type { FleetReport } from '../services/FleetReport';
import type { MergedServices } from '../services/MergedServices';
import type { Readiness } from '../services/Readiness';
import { addCatalogRoutes } from './catalogEntities';
import { addChangeRequestRoutes } from './changeRequests';
import { addCompileRoutes } from './compile';
import { addContractRoutes } from './contract';
import { addFleetRoutes } from './fleet';
import { addServiceInfoRoutes } from './serviceInfo';
import { addServiceRoutes } from './services';

/** What the routes stand on. */
export interface RouterOptions {
  access: Access;
  changeRequests: ChangeRequests;
  compile: CompileService;
  contract: ContractService;
  desiredState: DesiredStateService;
  httpAuth: HttpAuthService;
  limits: { bodyBytes: number; pageSize: number };
  logger: LoggerService;
  readiness: Readiness;
  report: FleetReport;
  services: MergedServices;
}

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
  router.use(
    express.json({ limit: options.limits.bodyBytes, type: 'application/json' }),
  );
  addContractRoutes(router, options);
  addCompileRoutes(router, options);
  addServiceRoutes(router, options);
  addFleetRoutes(router, options);
  addCatalogRoutes(router, options);
  addChangeRequestRoutes(router, options);
  return router;
}
