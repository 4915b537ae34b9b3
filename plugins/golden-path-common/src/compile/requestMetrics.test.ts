import type { CompileResult, PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { contractWith } from './__testUtils__/contractWith';
import {
  compileShipped,
  fraudService,
  paymentsApi,
  shippedContract,
} from './__testUtils__/shipped';

/** A service that speaks gRPC, with everything that reads its requests. */
function grpcService(
  app: Partial<ServiceIntent['spec']['containers'][string]> = {},
) {
  const intent = fraudService();
  const { health: _, ...container } = intent.spec.containers.app;
  intent.spec = {
    ...intent.spec,
    containers: {
      app: { ...container, protocol: 'grpc', metricsPort: 9464, ...app },
    },
    slo: { availability: 99.5, latencyP95Ms: 250 },
    scaling: { min: 2, max: 6, metric: 'cpu-and-requests' },
    capacity: { expectedRps: 40 },
  };
  return intent;
}

const inProduction = (intent: ServiceIntent, contract: PlatformContract) =>
  compileShipped(intent, {
    contract,
    others: [paymentsApi()],
    environments: ['prod'],
  });

/** Objects and documents as one text. */
const textOf = ({ objects, documents }: CompileResult) =>
  [
    ...objects.map(({ object }) => JSON.stringify(object)),
    ...documents.map(({ text }) => text),
  ].join('\n');

const of = ({ objects }: CompileResult, kind: string) =>
  objects.find(({ object }) => object.kind === kind)?.object;

describe('What reads the requests of a service that speaks gRPC', () => {
  it.each([
    [
      'prometheus-operator, argo-rollouts and hpa',
      {},
      ['PrometheusRule', 'AnalysisTemplate', 'HorizontalPodAutoscaler'],
    ],
    [
      'victoria-metrics, flagger and keda',
      {
        metrics: { provider: 'victoria-metrics' },
        rollout: { provider: 'flagger' },
        mesh: { provider: 'istio' },
        scaling: { provider: 'keda' },
      },
      ['VMRule', 'ScaledObject'],
    ],
  ] as const)('asks for gRPC, not for HTTP: %s', (_, changes, kinds) => {
    const result = inProduction(grpcService(), contractWith(changes));
    expect(textOf(result)).not.toMatch(/http_request/);
    for (const kind of [...kinds, 'ConfigMap']) {
      expect([kind, JSON.stringify(of(result, kind))]).toEqual([
        kind,
        expect.stringMatching(/grpc_(server|requests)_/),
      ]);
    }
    expect(result.documents.map(({ text }) => text)).toContainEqual(
      expect.stringContaining(
        'grpc_server_handled_total{namespace="prod-risk-fraud",service="fraud-service",grpc_code!~"Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss"}',
      ),
    );
  });

  it('follows the names and the unit of the contract, such as those of OpenTelemetry', () => {
    const contract = contractWith({});
    contract.telemetry.requests = {
      grpc: {
        total: 'rpc_server_duration_milliseconds_count',
        duration: 'rpc_server_duration_milliseconds',
        unit: 'milliseconds',
        status: 'rpc_grpc_status_code',
        failed: '2|4|12|13|14|15',
      },
    };
    const result = inProduction(grpcService(), contract);
    const rules = JSON.stringify(of(result, 'PrometheusRule'));
    expect(rules).toContain(
      'rpc_server_duration_milliseconds_bucket{namespace=\\"prod-risk-fraud\\",service=\\"fraud-service\\",le=\\"250\\"}',
    );
    expect(rules).toContain('rpc_grpc_status_code=~\\"2|4|12|13|14|15\\"');
    expect(JSON.stringify(of(result, 'AnalysisTemplate'))).toContain('<= 250"');
    expect(JSON.stringify(of(result, 'ConfigMap'))).toContain(
      String.raw`\"unit\": \"ms\"`,
    );
    // Nobody says by what name the adapter knows its requests.
    expect(of(result, 'HorizontalPodAutoscaler')?.spec).toMatchObject({
      metrics: [{ type: 'Resource' }],
    });
    expect(result.notDerived).toContainEqual(
      expect.objectContaining({
        what: 'Scaling by requests',
        why: expect.stringContaining('telemetry.requests.grpc.perSecond'),
      }),
    );
  });

  it('reads no metrics from the port that speaks gRPC, and says so', () => {
    const result = inProduction(
      grpcService({ metricsPort: undefined }),
      shippedContract(),
    );
    expect(of(result, 'ServiceMonitor')).toBeUndefined();
    expect(result.notDerived).toContainEqual(
      expect.objectContaining({
        what: 'Scraping',
        why: expect.stringContaining('metricsPort'),
      }),
    );
  });
});

it('A contract that names no metrics means those of the one that ships', () => {
  const contract = contractWith({});
  delete contract.telemetry.requests;
  expect(textOf(inProduction(paymentsApi(), contract))).toBe(
    textOf(inProduction(paymentsApi(), shippedContract())),
  );
});
