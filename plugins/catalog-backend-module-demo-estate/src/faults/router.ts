import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { newDemoFaultSchema } from '@fairway/demo-estate';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import express from 'express';
import Router from 'express-promise-router';
import type { FaultService } from './FaultService';
import { faultReadPermission, faultSwitchPermission } from './permissions';

/** `/faults` of the demo estate. */
export function createFaultRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  faults: FaultService;
}): express.Router {
  const { auditor, httpAuth, permissions, faults } = options;
  const router = Router();
  router.use(express.json({ limit: 10_000 }));

  async function allows(
    req: express.Request,
    permission: BasicPermission,
  ): Promise<boolean> {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  async function require(
    req: express.Request,
    permission: BasicPermission,
  ): Promise<void> {
    if (!(await allows(req, permission))) {
      throw new NotAllowedError(
        `You need the permission ${permission.name}; in the demo, sign in as the platform engineer.`,
      );
    }
  }

  async function audited<T>(
    req: express.Request,
    eventId: string,
    meta: Record<string, string>,
    action: () => Promise<T>,
  ): Promise<T> {
    const event = await auditor.createEvent({
      eventId,
      severityLevel: 'medium',
      request: req,
      meta,
    });
    try {
      const answer = await action();
      await event.success();
      return answer;
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }

  router.get('/faults', async (req, res) => {
    await require(req, faultReadPermission);
    const may = { switch: await allows(req, faultSwitchPermission) };
    res.json({ ...(await faults.list()), may });
  });

  router.post('/faults', async (req, res) => {
    await require(req, faultSwitchPermission);
    const parsed = newDemoFaultSchema.safeParse(req.body);
    if (!parsed.success) {
      throw new InputError(
        parsed.error.issues
          .map(({ path, message }) => ['body', ...path, message].join(': '))
          .join('; '),
      );
    }
    const { kind, service = '' } = parsed.data;
    const fault = await audited(req, 'fault-begin', { kind, service }, () =>
      faults.begin(parsed.data),
    );
    res.status(201).json(fault);
  });

  router.delete('/faults/:id', async (req, res) => {
    await require(req, faultSwitchPermission);
    const { id } = req.params;
    await audited(req, 'fault-end', { id: id.slice(0, 64) }, () =>
      faults.end(id),
    );
    res.status(204).end();
  });

  return router;
}
