import { expect, Portal, test } from './portal';

const postgres = process.env.FAIRWAY_TEST_POSTGRES;
const token = 'a-token-of-the-tests-only';
const port = 3910;

function productionPortal(overlay: string): Portal {
  const { hostname, port: dbPort } = new URL(postgres ?? 'postgres://none:1');
  return new Portal({
    port,
    state: 'production',
    configs: [
      'app-config.yaml',
      'app-config.production.yaml',
      `packages/app/e2e-tests/${overlay}`,
    ],
    env: {
      FAIRWAY_URL: `http://localhost:${port}`,
      FAIRWAY_HOST: '127.0.0.1',
      POSTGRES_HOST: hostname,
      POSTGRES_PORT: dbPort,
      POSTGRES_USER: 'fairway',
      POSTGRES_PASSWORD: 'fairway',
      AUTH_SESSION_SECRET: 'a-secret-of-the-tests-only',
      OIDC_METADATA_URL: 'http://127.0.0.1:9/.well-known/openid-configuration',
      OIDC_CLIENT_ID: 'fairway',
      OIDC_CLIENT_SECRET: 'of-the-tests-only',
      FAIRWAY_TEST_TOKEN: token,
    },
  });
}

test.describe('the production profile on PostgreSQL', () => {
  test.skip(!postgres, 'needs PostgreSQL: FAIRWAY_TEST_POSTGRES');

  test('starts without a trace of the demo', async ({ page }) => {
    const portal = productionPortal('app-config.test.yaml');
    portal.forget();
    await portal.start();
    try {
      const get = async (path: string) => {
        const answer = await fetch(`${portal.url}/api/${path}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        return { status: answer.status, body: await answer.json() };
      };
      const services = await get('golden-path/services');
      expect(services.body).toMatchObject({ total: 0, items: [] });
      const kinds = await get('catalog/entity-facets?facet=kind');
      const found = kinds.body.facets.kind.map(
        ({ value }: { value: string }) => value,
      );
      expect(found).not.toContain('Component');
      expect(found).not.toContain('User');
      expect(found).not.toContain('Group');
      expect((await get('auth/personas/refresh')).status).toBe(404);

      // The address is plain HTTP here, and browsers must not be sent elsewhere.
      const { headers } = await fetch(portal.url);
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('content-security-policy')).not.toContain(
        'upgrade-insecure-requests',
      );

      await page.goto(portal.url);
      await expect(
        page.getByText('Sign in with your organization'),
      ).toBeVisible();
      await expect(page.getByText('This is the demo')).toHaveCount(0);
    } finally {
      await portal.stop();
    }
  });

  test('refuses to start when someone enables the personas', async () => {
    const portal = productionPortal('app-config.personas.yaml');
    await expect(portal.start()).rejects.toThrow(
      /fairway\.demo\.enabled is not true: remove auth\.providers\.personas/,
    );
    await portal.stop();
  });
});
