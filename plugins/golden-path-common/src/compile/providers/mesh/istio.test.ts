import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from '../../__testUtils__/shipped';
import type { CompileResult, PlatformContract } from '../../../model';
import { decideReview } from '../../../review';
import { renderFiles } from '../../render';

type Mesh = PlatformContract['providers']['mesh'];

const meshed = (mesh: Partial<Mesh> = {}) =>
  contractWith({ mesh: { provider: 'istio', ...mesh } });

const objectOf = (
  { objects }: CompileResult,
  kind: string,
  name: string,
  env = 'prod',
) =>
  objects.find(
    each =>
      each.env === env &&
      each.object.kind === kind &&
      each.object.metadata.name === name,
  )?.object;

const ISTIO =
  /\/(authorizationpolicy|peerauthentication|virtualservice|destinationrule|serviceentry|sidecar|namespace|rollout|networkpolicy-allow-mesh)/;

describe('A mesh by Istio', () => {
  it('for the example of the design in production, byte for byte', () => {
    const contract = meshed({
      mode: 'strict',
      outbound: 'registry-only',
      sidecar: { cpu: '50m', memory: '64Mi', memoryLimit: '256Mi' },
    });
    const files = renderFiles(
      compileShipped(paymentsApi(), { contract, environments: ['prod'] }),
    ).filter(
      ({ path }) => path.startsWith('clusters/prod-eu-1/') && ISTIO.test(path),
    );
    expect(files).toEqual(goldenFiles('providers/istio', files));
  });

  it('lets in the identities of agreed callers and of the gateways, and nobody else', () => {
    const result = compileShipped(paymentsApi(), {
      contract: meshed({ mode: 'strict' }),
    });
    expect(
      objectOf(result, 'AuthorizationPolicy', 'default-deny')?.spec,
    ).toEqual({});
    const policy = objectOf(result, 'AuthorizationPolicy', 'payments-api');
    expect(JSON.stringify(policy)).toContain(
      'cluster.local/ns/prod-checkout-shop/sa/checkout-api',
    );
    expect(JSON.stringify(policy)).not.toContain('fraud-service');
    expect(objectOf(result, 'NetworkPolicy', 'payments-api')).toBeDefined();
  });

  it('is permissive first, where refusing is a dry run, and strict where the contract says so', () => {
    const contract = meshed({
      overrides: [
        { environment: 'dev', mode: 'strict' },
        { namespace: 'prod-payments-billing', mode: 'strict' },
        { environment: 'prod', namespace: 'other', mode: 'strict' },
      ],
    });
    const result = compileShipped(fraudService(), {
      contract,
      others: [paymentsApi()],
    });
    const modeIn = (env: string) => ({
      mode: objectOf(result, 'PeerAuthentication', 'default', env)?.spec,
      dryRun: objectOf(result, 'AuthorizationPolicy', 'fraud-service', env)
        ?.metadata.annotations?.['istio.io/dry-run'],
    });
    expect(modeIn('dev')).toEqual({
      mode: { mtls: { mode: 'STRICT' } },
      dryRun: undefined,
    });
    expect(modeIn('prod')).toEqual({
      mode: { mtls: { mode: 'PERMISSIVE' } },
      dryRun: 'true',
    });
  });

  it('changes its mode in a step of its own, which the platform reviews', () => {
    const under = (mode: 'permissive' | 'strict') =>
      compileShipped(fraudService(), {
        contract: meshed({ mode }),
        others: [paymentsApi()],
      });
    const decided = (before: CompileResult, after: CompileResult) =>
      decideReview({ before, after, contract: meshed() });
    expect(decided(under('permissive'), under('permissive')).decision).toBe(
      'automatic',
    );
    expect(decided(under('permissive'), under('strict'))).toMatchObject({
      decision: 'review',
      reviewers: ['platform'],
      reasons: [
        {
          trigger: 'mesh-mode',
          why: expect.stringContaining(
            'The mesh becomes STRICT in prod-risk-fraud; it was PERMISSIVE.',
          ),
        },
      ],
    });
  });

  it('puts a sidecar into every pod, opens the way to its control plane, and keeps metrics readable', () => {
    const intent = fraudService();
    intent.spec.containers.app.metricsPort = 9464;
    const result = compileShipped(intent, {
      contract: meshed({ mode: 'strict', namespace: 'mesh', revision: 'v2' }),
      others: [paymentsApi()],
      environments: ['dev'],
    });
    expect(
      result.objects.find(({ object }) => object.kind === 'Namespace')?.object
        .metadata.labels,
    ).toMatchObject({ 'istio.io/rev': 'v2' });
    expect(
      objectOf(result, 'NetworkPolicy', 'allow-mesh', 'dev')?.spec,
    ).toMatchObject({
      egress: [
        {
          to: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'mesh' },
              },
              podSelector: { matchLabels: { app: 'istiod' } },
            },
          ],
          ports: [{ port: 15012 }],
        },
      ],
    });
    expect(
      objectOf(result, 'Rollout', 'fraud-service', 'dev')?.spec,
    ).toMatchObject({
      template: {
        metadata: {
          annotations: {
            'traffic.sidecar.istio.io/excludeInboundPorts': '9464',
          },
        },
      },
    });
    expect(
      JSON.stringify(
        objectOf(result, 'AuthorizationPolicy', 'fraud-service', 'dev'),
      ),
    ).not.toContain('9464');
  });

  it('says that metrics on the port of requests need an identity of the mesh', () => {
    const { notDerived } = compileShipped(fraudService(), {
      contract: meshed({ mode: 'strict' }),
      others: [paymentsApi()],
    });
    expect(notDerived.map(({ what }) => what)).toContain(
      'Metrics for scrapers outside of the mesh',
    );
  });

  it('gives a canary of an internal service its share of the requests, and delivery leaves the weights alone', () => {
    const result = compileShipped(fraudService(), {
      contract: meshed(),
      others: [paymentsApi()],
      environments: ['dev'],
    });
    expect(
      objectOf(result, 'Rollout', 'fraud-service', 'dev')?.spec,
    ).toMatchObject({
      strategy: {
        canary: {
          trafficRouting: {
            istio: {
              virtualService: {
                name: 'fraud-service',
                routes: ['fraud-service'],
              },
              destinationRule: {
                name: 'fraud-service',
                stableSubsetName: 'stable',
                canarySubsetName: 'canary',
              },
            },
          },
        },
      },
    });
    expect(
      objectOf(result, 'VirtualService', 'fraud-service', 'dev')?.spec,
    ).toMatchObject({
      http: [
        { name: 'fraud-service', route: [{ weight: 100 }, { weight: 0 }] },
      ],
    });
    const application = JSON.stringify(
      objectOf(result, 'Application', 'dev-fraud-service', 'dev'),
    );
    expect(application).toContain('.spec.http[].route[].weight');
    expect(application).toContain('rollouts-pod-template-hash');
  });

  it('has nothing to split where releases roll', () => {
    const { objects, notDerived } = compileShipped(fraudService(), {
      contract: contractWith({
        mesh: { provider: 'istio' },
        rollout: { provider: 'rolling' },
      }),
      environments: ['dev'],
    });
    expect(objects.map(({ object }) => object.kind)).not.toContain(
      'VirtualService',
    );
    expect(notDerived.map(({ what }) => what)).toContain(
      'VirtualService and DestinationRule',
    );
  });
});
