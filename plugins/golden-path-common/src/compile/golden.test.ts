import type { CompileResult } from '../model';
import { goldenFiles } from './__testUtils__/golden';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from './__testUtils__/longRunning';
import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from './__testUtils__/endingWork';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from './__testUtils__/shipped';
import { renderFiles } from './render';

/** Files of one cluster, and the documents. */
function filesOf(result: CompileResult, cluster: string) {
  return renderFiles(result).filter(
    ({ path }) =>
      path.startsWith(`clusters/${cluster}/`) || path.startsWith('services/'),
  );
}

describe('What is derived, byte for byte', () => {
  it('for the example of the design in production', () => {
    const files = filesOf(compileShipped(paymentsApi()), 'prod-eu-1');
    expect(files).toEqual(goldenFiles('payments-api', files));
  });

  it('for an internal API in development', () => {
    const result = compileShipped(fraudService(), { others: [paymentsApi()] });
    const files = filesOf(result, 'nonprod-1');
    expect(files).toEqual(goldenFiles('fraud-service', files));
  });

  it('for a service that speaks gRPC: its pods and its Service', () => {
    const intent = fraudService();
    const { app } = intent.spec.containers;
    intent.spec.containers.app = {
      ...app,
      protocol: 'grpc',
      metricsPort: 9464,
      health: undefined,
    };
    const result = compileShipped(intent, { others: [paymentsApi()] });
    expect(
      result.findings.filter(({ severity }) => severity === 'deny'),
    ).toEqual([]);
    const files = filesOf(result, 'nonprod-1').filter(({ path }) =>
      /\/(rollout|service|analysistemplate|prometheusrule)-fraud-service\.yaml$/.test(
        path,
      ),
    );
    expect(files).toEqual(goldenFiles('grpc', files));
  });

  it.each([
    ['a queue worker', ordersWorker()],
    ['a store', ledgerStore()],
    ['a gateway', shopGateway()],
    ['a scheduled task', nightlyReport('    timeout: 30m')],
    ['a migration', addColumn()],
    ['a batch', trainModel()],
    ['a node agent', logAgent()],
  ])('for %s in one cluster of production', (_, intent) => {
    const files = filesOf(
      compileShipped(intent, { others: [] }),
      'prod-eu-1',
    ).filter(({ path }) => !path.includes('/_namespace/'));
    expect(files).toEqual(goldenFiles(intent.metadata.name, files));
  });
});
