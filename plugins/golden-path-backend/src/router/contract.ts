import {
  contractJsonSchema,
  contractReadPermission,
  intentJsonSchema,
} from '@fairway/plugin-golden-path-common';
import type { Router } from 'express';
import { callerOf } from './callers';
import type { RouterOptions } from './options';

/** `/contract` and `/contract/schema`. */
export function addContractRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { access, report } = options;

  router.get('/contract', async (req, res) => {
    await access.require(await callerOf(options, req), contractReadPermission);
    res.json(await report.contractAnswer());
  });

  router.get('/contract/schema', async (req, res) => {
    await access.require(await callerOf(options, req), contractReadPermission);
    res.json({ intent: intentJsonSchema(), contract: contractJsonSchema() });
  });
}
