import type { CompileResult } from '../../../model';
import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import { ordersWorker } from '../../__testUtils__/longRunning';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from '../../__testUtils__/shipped';
import { renderFiles } from '../../render';

const contract = contractWith({ scaling: { provider: 'keda' } });

const inProduction = (intent = paymentsApi()): CompileResult =>
  compileShipped(intent, { contract, environments: ['prod'] });

const scaledObjects = (result: CompileResult) =>
  renderFiles(result).filter(
    ({ path }) =>
      path.startsWith('clusters/prod-eu-1/') && path.includes('scaledobject-'),
  );

describe('Scaling by KEDA', () => {
  it('by CPU and requests, and by what waits in a queue, byte for byte', () => {
    const files = [
      ...scaledObjects(inProduction(ordersWorker())),
      ...scaledObjects(inProduction()),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(files).toEqual(goldenFiles('providers/keda', files));
  });

  it('has no fallback where only CPU is counted, which KEDA would refuse, and says so', () => {
    const result = inProduction(fraudService());
    const [{ object }] = result.objects.filter(
      each => each.object.kind === 'ScaledObject',
    );
    expect(object.spec).not.toHaveProperty('fallback');
    expect(result.notDerived.map(({ what }) => what)).toContain(
      'Fallback of the ScaledObject',
    );
  });

  it('scales the Rollout that carries the pods, under the name that alerts look for', () => {
    const { objects } = inProduction();
    expect(
      objects.find(({ object }) => object.kind === 'ScaledObject')?.object.spec,
    ).toMatchObject({
      scaleTargetRef: {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        name: 'payments-api',
      },
      advanced: { horizontalPodAutoscalerConfig: { name: 'payments-api' } },
    });
    expect(JSON.stringify(objects)).toContain(
      'horizontalpodautoscaler=\\"payments-api\\"',
    );
    expect(
      objects.some(({ object }) => object.kind === 'HorizontalPodAutoscaler'),
    ).toBe(false);
  });
});
