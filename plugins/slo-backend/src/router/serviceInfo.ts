import { promises as fs } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { parse as parseYaml } from 'yaml';
import type { RouterOptions } from './options';

export const openApiFile = resolvePackagePath(
  '@fairway/plugin-slo-backend',
  'src/schema/openapi.yaml',
);

/** `/health` and `/openapi.json`: answer without a token. */
export async function addServiceInfoRoutes(
  router: Router,
  options: RouterOptions,
): Promise<void> {
  const openApi = parseYaml(await fs.readFile(openApiFile, 'utf8'));

  router.get('/openapi.json', (_req, res) => {
    res.json(openApi);
  });

  router.get('/health', async (_req, res) => {
    const health = await options.readiness.health();
    res.status(health.status === 'ok' ? 200 : 503).json(health);
  });
}
