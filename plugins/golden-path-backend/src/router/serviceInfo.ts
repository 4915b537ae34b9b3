import { promises as fs } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { parse as parseYaml } from 'yaml';
import type { RouterOptions } from './options';

export const openApiFile = resolvePackagePath(
  '@fairway/plugin-golden-path-backend',
  'src/schema/openapi.yaml',
);

/** `/health` and `/openapi.json`: answer without a token and before the plugin is ready. */
export async function addServiceInfoRoutes(
  router: Router,
  options: RouterOptions,
): Promise<void> {
  const openApi = parseYaml(await fs.readFile(openApiFile, 'utf8'));

  router.get('/openapi.json', (_req, res) => {
    res.json(openApi);
  });

  router.get('/health', async (_req, res) => {
    const contract = await options.contract.state();
    const { ready, words } = options.readiness.state();
    if (!ready) {
      res.setHeader('Retry-After', '2');
    }
    res.status(ready ? 200 : 503).json({
      status: ready ? 'ok' : 'unavailable',
      state: words,
      contractProblems: contract.problems,
    });
  });
}
