import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';

/** A file as the golden path gives it. */
export interface GoldenPathFile {
  service: string;
  path: string;
  text: string;
  derived: boolean;
}

/** What the golden path's backend would answer: the files of one service a page, so that paging shows. */
export class FakeGoldenPath {
  files: GoldenPathFile[] = [];
  commit = 'c1';
  down = false;
  /** As where the portal has none, or not yet. */
  absent = false;
  requests = 0;

  /** The derived document of a service, in place of the one it had. */
  derive(service: string, text: string): void {
    const path = `services/${service}/slo.yaml`;
    this.files = [
      ...this.files.filter(file => file.path !== path),
      { service, path, text, derived: true },
    ];
  }

  plugin() {
    return createBackendPlugin({
      pluginId: 'golden-path',
      register: env => {
        env.registerInit({
          deps: {
            http: coreServices.httpRouter,
            httpAuth: coreServices.httpAuth,
          },
          init: async ({ http, httpAuth }) => {
            const router = Router();
            router.get('/slo-documents', async (req, res) => {
              await httpAuth.credentials(req, { allow: ['service'] });
              this.requests++;
              if (this.absent) {
                res.status(404).json({ error: { name: 'NotFoundError' } });
                return;
              }
              if (this.down) {
                res.status(503).json({ error: { name: 'NotReady' } });
                return;
              }
              const services = [
                ...new Set(this.files.map(({ service }) => service)),
              ].sort();
              const at = Number(req.query.cursor ?? 0);
              res.json({
                commit: this.commit,
                items: this.files.filter(
                  ({ service }) => service === services[at],
                ),
                nextCursor:
                  at + 1 < services.length ? String(at + 1) : undefined,
              });
            });
            http.use(router);
          },
        });
      },
    });
  }
}
