import type { CompileResult, PlatformContract } from '../../../model';
import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import { compileShipped, paymentsApi } from '../../__testUtils__/shipped';
import { renderFiles } from '../../render';

type Traffic = PlatformContract['providers']['traffic'];

const inProduction = (
  traffic: Partial<Traffic> = {},
  intent = paymentsApi(),
): CompileResult =>
  compileShipped(intent, {
    contract: contractWith({ traffic: { provider: 'ingress', ...traffic } }),
    environments: ['prod'],
  });

const objectOf = ({ objects }: CompileResult, kind: string) =>
  objects.find(({ object }) => object.kind === kind)?.object;

describe('A public route by Ingress', () => {
  it('for the example of the design in production, byte for byte', () => {
    const files = renderFiles(inProduction()).filter(({ path }) =>
      /^clusters\/prod-eu-1\/.*\/(ingress|certificate|service|rollout)-/.test(
        path,
      ),
    );
    expect(files).toEqual(goldenFiles('providers/ingress', files));
  });

  it.each([
    [
      'jwt',
      {
        'nginx.ingress.kubernetes.io/auth-url': 'https://auth.example.com/jwt',
      },
    ],
    [
      'mtls',
      {
        'nginx.ingress.kubernetes.io/auth-tls-secret':
          'platform-gateway/client-authorities',
        'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'on',
      },
    ],
    ['none', {}],
  ] as const)('authenticates callers by %s', (authentication, annotations) => {
    const intent = paymentsApi();
    intent.spec.route = {
      host: 'payments.example.com',
      accessLogRetention: '90d',
      rateLimit: '6000rpm',
      authentication,
    };
    const result = inProduction({}, intent);
    expect(result.denied).toBe(false);
    expect(objectOf(result, 'Ingress')?.metadata.annotations).toMatchObject({
      ...annotations,
      'nginx.ingress.kubernetes.io/limit-rpm': '6000',
    });
  });

  it('is refused by a class whose annotations nobody knows: what is not kept must not be stated', () => {
    const result = inProduction({
      ingress: { class: 'appliance', controller: 'other' },
    });
    expect(
      result.findings.map(({ policy, severity, at }) => [policy, severity, at]),
    ).toEqual([
      ['exposure', 'deny', '/spec/route'],
      ['exposure', 'deny', '/spec/route'],
    ]);
    expect(result.notDerived.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Authentication (oauth2) at the ingress',
        'Rate limit (500rps) at the ingress',
      ]),
    );
    expect(objectOf(result, 'Ingress')?.spec).toMatchObject({
      ingressClassName: 'appliance',
    });
    // Nobody splits by weight, so the share of the pods does.
    expect(objectOf(result, 'Rollout')).not.toMatchObject({
      spec: { strategy: { canary: { trafficRouting: expect.anything() } } },
    });
  });

  it('names the method that nothing checks, and only warns where the contract does not ask for it', () => {
    const contract = contractWith({
      traffic: {
        provider: 'ingress',
        ingress: { class: 'nginx', controller: 'ingress-nginx' },
      },
    });
    contract.exposurePolicy = { required: [] };
    const { findings } = compileShipped(paymentsApi(), {
      contract,
      environments: ['prod'],
    });
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'warn',
        message: expect.stringContaining(
          'providers.traffic.ingress.authentication.oauth2',
        ),
      }),
    ]);
  });

  describe('in a mesh', () => {
    const meshedRoute = (
      rollout: 'argo-rollouts' | 'flagger',
      traffic: Partial<Traffic> = {},
    ) =>
      compileShipped(paymentsApi(), {
        contract: contractWith({
          traffic: { provider: 'ingress', ...traffic },
          mesh: { provider: 'istio', mode: 'strict' },
          rollout: { provider: rollout },
        }),
        environments: ['prod'],
      });

    it('the controller asks for the Service by its name, and the mesh gives a canary its share', () => {
      const result = meshedRoute('argo-rollouts');
      const route = objectOf(result, 'Ingress');
      expect(route?.metadata.annotations).toMatchObject({
        'nginx.ingress.kubernetes.io/service-upstream': 'true',
        'nginx.ingress.kubernetes.io/upstream-vhost':
          'payments-api.prod-payments-billing.svc.cluster.local',
      });
      expect(JSON.stringify(route?.spec)).toContain('"name":"payments-api"');
      expect(objectOf(result, 'Rollout')?.spec).toMatchObject({
        strategy: {
          canary: {
            trafficRouting: {
              istio: { virtualService: { name: 'payments-api' } },
            },
          },
        },
      });
      expect(JSON.stringify(objectOf(result, 'Rollout'))).not.toContain(
        'nginx',
      );
    });

    it('an engine that knows the Ingress only updates pod by pod, and says so', () => {
      const result = meshedRoute('flagger');
      expect(objectOf(result, 'Canary')).toBeUndefined();
      expect(objectOf(result, 'Deployment')).toBeDefined();
      expect(result.notDerived).toContainEqual(
        expect.objectContaining({ what: 'Canary' }),
      );
    });

    it('what another controller has to do is told', () => {
      const result = meshedRoute('argo-rollouts', {
        ingress: { class: 'company', controller: 'other' },
      });
      expect(result.notDerived).toContainEqual(
        expect.objectContaining({
          why: expect.stringContaining(
            'ask for payments-api.prod-payments-billing.svc.cluster.local and not for a pod',
          ),
        }),
      );
    });
  });
});
