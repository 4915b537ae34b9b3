import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import { compileShipped, paymentsApi } from '../../__testUtils__/shipped';
import { renderFiles } from '../../render';

const inProduction = (metrics: { queryUrl?: string } = {}) =>
  compileShipped(paymentsApi(), {
    contract: contractWith({
      metrics: { provider: 'victoria-metrics', ...metrics },
    }),
    environments: ['prod'],
  });

describe('Metrics by the operator of VictoriaMetrics', () => {
  it('for the example of the design in production, byte for byte', () => {
    const files = renderFiles(inProduction()).filter(({ path }) =>
      /^clusters\/prod-eu-1\/.*\/(vm|analysistemplate-)/.test(path),
    );
    expect(files).toEqual(goldenFiles('providers/victoria-metrics', files));
  });

  it('evaluates the very rules that Prometheus would', () => {
    const rulesOf = (
      { objects }: ReturnType<typeof compileShipped>,
      kind: string,
    ) => objects.find(({ object }) => object.kind === kind)?.object.spec;
    const rules = rulesOf(inProduction(), 'VMRule');
    expect(rules).toBeDefined();
    expect(rules).toEqual(
      rulesOf(
        compileShipped(paymentsApi(), { environments: ['prod'] }),
        'PrometheusRule',
      ),
    );
  });

  it('is asked where the contract says, by whoever measures a canary', () => {
    const queryUrl = 'http://vmselect-main.vm.svc:8481/select/0/prometheus';
    expect(JSON.stringify(inProduction({ queryUrl }).objects)).toContain(
      `"address":"${queryUrl}"`,
    );
  });
});
