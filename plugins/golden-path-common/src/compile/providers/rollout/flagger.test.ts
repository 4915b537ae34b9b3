import type { CompileResult } from '../../../model';
import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from '../../__testUtils__/shipped';
import { renderFiles } from '../../render';

type Changes = Parameters<typeof contractWith>[0];

const inProduction = (changes: Changes = {}, intent = paymentsApi()) =>
  compileShipped(intent, {
    contract: contractWith({ rollout: { provider: 'flagger' }, ...changes }),
    environments: ['prod'],
  });

const specOf = ({ objects }: CompileResult, kind: string) =>
  objects.find(({ object }) => object.kind === kind)?.object.spec;

describe('Canaries by Flagger', () => {
  it('for the example of the design in production, byte for byte', () => {
    const files = renderFiles(inProduction()).filter(({ path }) =>
      /^clusters\/prod-eu-1\/.*\/(canary|metrictemplate|deployment|service|podmonitor|poddisruptionbudget|horizontalpodautoscaler)-/.test(
        path,
      ),
    );
    expect(files).toEqual(goldenFiles('providers/flagger', files));
  });

  it('what selects pods fits the released ones and those of a canary; what takes traffic fits the released ones', () => {
    const result = inProduction();
    // Flagger copies the pods with every label but "app", whose value becomes payments-api-primary.
    const template = specOf(result, 'Deployment');
    expect(template).toMatchObject({
      selector: { matchLabels: { app: 'payments-api' } },
      template: {
        metadata: {
          labels: {
            app: 'payments-api',
            'app.kubernetes.io/name': 'payments-api',
          },
        },
      },
    });
    const byName = {
      matchLabels: { 'app.kubernetes.io/name': 'payments-api' },
    };
    expect(specOf(result, 'PodMonitor')).toMatchObject({ selector: byName });
    expect(specOf(result, 'PodDisruptionBudget')).toMatchObject({
      selector: byName,
    });
    expect(
      result.objects
        .filter(({ object }) => object.kind === 'Service')
        .map(({ object }) => [object.metadata.name, object.spec]),
    ).toContainEqual([
      'payments-api',
      expect.objectContaining({ selector: { app: 'payments-api-primary' } }),
    ]);
    expect(JSON.stringify(result.objects)).toContain(
      'horizontalpodautoscaler=\\"payments-api-primary\\"',
    );
  });

  it('Flagger makes the route, so Git has none, and delivery leaves the number of pods alone', () => {
    const result = inProduction();
    expect(specOf(result, 'HTTPRoute')).toBeUndefined();
    expect(result.notDerived.map(({ what }) => what)).toContain('HTTPRoute');
    const application = result.objects.find(
      ({ object }) => object.metadata.name === 'prod-payments-api',
    );
    expect(application?.object.spec).toMatchObject({
      ignoreDifferences: [
        { kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
      ],
    });
  });

  it('goes by the Ingress where that is how traffic comes in, and keeps the queries of KEDA as they are', () => {
    const result = inProduction({
      traffic: { provider: 'ingress' },
      scaling: { provider: 'keda' },
    });
    expect(specOf(result, 'Canary')).toMatchObject({
      provider: 'nginx',
      ingressRef: { kind: 'Ingress', name: 'payments-api' },
      autoscalerRef: {
        kind: 'ScaledObject',
        primaryScalerQueries: {
          requests: expect.stringContaining('service="payments-api"'),
        },
      },
    });
    expect(JSON.stringify(specOf(result, 'Ingress'))).toContain(
      '"name":"payments-api","port"',
    );
  });

  it('an internal service is updated pod by pod, because no route leads to it, and that is said', () => {
    const intent = fraudService();
    intent.spec.rollout = { strategy: 'canary' };
    const result = inProduction({}, intent);
    expect(specOf(result, 'Canary')).toBeUndefined();
    expect(specOf(result, 'Deployment')).toMatchObject({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'fraud-service' } },
    });
    expect(result.notDerived.map(({ what }) => what)).toContain('Canary');
  });

  it('a fixed number of released pods is held by an autoscaler, and a step that waits for a person is told', () => {
    const intent = paymentsApi();
    intent.spec.scaling = { min: 4, max: 4 };
    intent.spec.rollout = {
      strategy: 'canary',
      steps: [{ weight: 5 }, { weight: 50, pause: '10m' }, { weight: 100 }],
    };
    const result = inProduction({}, intent);
    expect(specOf(result, 'HorizontalPodAutoscaler')).toMatchObject({
      minReplicas: 4,
      maxReplicas: 4,
    });
    expect(specOf(result, 'Canary')).toMatchObject({
      analysis: { interval: '10m', stepWeights: [5, 50] },
    });
    expect(result.findings).toEqual([
      expect.objectContaining({
        policy: 'rollout',
        severity: 'warn',
        at: '/spec/rollout/steps/0',
      }),
    ]);
  });

  it('a canary that fails half of its requests is taken back, however little was promised', () => {
    const intent = paymentsApi();
    intent.spec.slo = { availability: 80 };
    expect(specOf(inProduction({}, intent), 'Canary')).toMatchObject({
      analysis: {
        metrics: [
          { name: 'availability', thresholdRange: { max: 0.5 } },
          { name: 'measured' },
        ],
      },
    });
  });

  it('a canary that nobody scrapes is taken back, where one with little traffic passes', () => {
    const result = inProduction();
    const queryOf = (name: string) =>
      result.objects.find(
        ({ object }) =>
          object.kind === 'MetricTemplate' &&
          object.metadata.name === `payments-api-${name}`,
      )?.object.spec;
    expect(queryOf('availability')).toMatchObject({
      query: expect.stringMatching(/ or vector\(0\)$/),
    });
    expect(queryOf('measured')).toMatchObject({
      query: expect.stringMatching(/^count\(up\{.*\} == 1\)$/),
    });
  });
});
