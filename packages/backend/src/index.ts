import { createBackend } from '@backstage/backend-defaults';
import { httpRouter } from './httpsOnlyHeaders';

/**
 * The portal's backend: which plugins it has, and nothing else. What a plugin does is decided by configuration;
 * the modules of the demo do nothing outside the demo profile.
 */
const backend = createBackend();

backend.add(httpRouter);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('@fairway/plugin-auth-backend-module-personas'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@fairway/plugin-permission-backend-module-fairway'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@fairway/plugin-catalog-backend-module-fairway'));
backend.add(import('@fairway/plugin-catalog-backend-module-demo-estate'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@fairway/plugin-scaffolder-backend-module-golden-path'));

backend.add(import('@fairway/plugin-golden-path-backend'));
backend.add(import('@fairway/plugin-slo-backend'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@fairway/plugin-search-backend-module-slo'));

backend.start().catch(error => {
  // A portal of which a part refused to start must not stay up with the rest.
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
