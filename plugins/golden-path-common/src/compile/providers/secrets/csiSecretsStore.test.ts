import type { CompileResult } from '../../../model';
import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from '../../__testUtils__/shipped';
import { renderFiles } from '../../render';

const contract = contractWith({ secrets: { provider: 'csi-secrets-store' } });

const inProduction = (intent = paymentsApi()): CompileResult =>
  compileShipped(intent, { contract, environments: ['prod'] });

describe('Secrets by the Secrets Store CSI driver', () => {
  it('for the example of the design in production, byte for byte', () => {
    const files = renderFiles(inProduction()).filter(({ path }) =>
      /^clusters\/prod-eu-1\/.*\/(secretproviderclass|rollout)-/.test(path),
    );
    expect(files).toEqual(goldenFiles('providers/csi-secrets-store', files));
  });

  it('a token that is composed is no secret in plain text, and its secret is read once', () => {
    const intent = paymentsApi();
    intent.spec.containers.app.env = {
      STRIPE_TOKEN: 'Bearer ${secrets.stripe.api-key}',
      STRIPE_BOTH: '$${secrets.stripe.api-key}, ${secrets.payments-db.dsn}',
      STRIPE_ALONE: '${secrets.stripe.api-key}',
    };
    const { findings, objects } = inProduction(intent);
    expect(findings).toEqual([]);
    const workload = objects.find(({ object }) => object.kind === 'Rollout');
    expect(workload?.object).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                env: [
                  { name: 'OTEL_SERVICE_NAME' },
                  { name: 'OTEL_RESOURCE_ATTRIBUTES' },
                  {
                    name: 'SECRET_STRIPE_API_KEY',
                    valueFrom: { secretKeyRef: { key: 'stripe.api-key' } },
                  },
                  {
                    name: 'STRIPE_TOKEN',
                    value: 'Bearer $(SECRET_STRIPE_API_KEY)',
                  },
                  {
                    name: 'SECRET_PAYMENTS_DB_DSN',
                    valueFrom: { secretKeyRef: { key: 'payments-db.dsn' } },
                  },
                  {
                    name: 'STRIPE_BOTH',
                    value:
                      '$$$(SECRET_STRIPE_API_KEY), $(SECRET_PAYMENTS_DB_DSN)',
                  },
                  {
                    name: 'STRIPE_ALONE',
                    valueFrom: { secretKeyRef: { key: 'stripe.api-key' } },
                  },
                ],
              },
            ],
          },
        },
      },
    });
  });

  it('says that the interval belongs to the driver, and derives nothing where there are no secrets', () => {
    const about = (result: CompileResult) =>
      result.notDerived.map(({ what }) => what);
    expect(about(inProduction())).toContain('Refresh interval of secrets');
    expect(about(inProduction(fraudService()))).toContain(
      'SecretProviderClass',
    );
  });
});
