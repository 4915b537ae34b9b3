import {
  StrictSchemas,
  strictSchemasAvailable,
} from '../../__testUtils__/strictSchemas';
import { contractWith } from '../__testUtils__/contractWith';
import {
  compileShipped,
  fraudService,
  neighbours,
  paymentsApi,
} from '../__testUtils__/shipped';
import { ledgerStore, ordersWorker } from '../__testUtils__/longRunning';

const contracts = {
  cilium: contractWith({
    network: { provider: 'cilium', gatewayEntity: 'ingress' },
  }),
  'istio, permissive': contractWith({ mesh: { provider: 'istio' } }),
  'istio, strict, on cilium, nothing unknown outside': contractWith({
    network: { provider: 'cilium' },
    mesh: {
      provider: 'istio',
      mode: 'strict',
      outbound: 'registry-only',
      revision: 'stable',
      trustDomain: 'example.com',
      sidecar: { cpu: '50m', memory: '64Mi', memoryLimit: '256Mi' },
    },
  }),
  flux: contractWith({
    delivery: { provider: 'flux', namespace: 'flux-system' },
  }),
  'flux for tenants, on istio': contractWith({
    mesh: { provider: 'istio' },
    delivery: {
      provider: 'flux',
      namespace: 'flux-system',
      tenantRole: 'tenant-delivery',
      credentials: 'gitops-credentials',
    },
  }),
};

const intents = {
  'a public API': paymentsApi,
  'an internal API': fraudService,
  'a worker': ordersWorker,
  'a store': ledgerStore,
};

const pairs = Object.entries(contracts).flatMap(([choice, contract]) =>
  Object.entries(intents).map(([what, intent]) => ({
    choice,
    contract,
    what,
    intent,
  })),
);

const onlyWithSchemas = strictSchemasAvailable ? describe : describe.skip;
const note = strictSchemasAvailable
  ? ''
  : ' (SKIPPED: the schemas are not on this machine; set FAIRWAY_SHARED)';

onlyWithSchemas(`Under the strict schemas${note}`, () => {
  let schemas: StrictSchemas;

  beforeAll(() => {
    schemas = new StrictSchemas();
  });

  it.each(pairs)('$what with $choice', ({ contract, intent }) => {
    const { objects } = compileShipped(intent(), {
      contract,
      others: neighbours(),
    });
    expect(objects.length).toBeGreaterThan(0);
    const problems = [...new Set(objects.map(({ object }) => object))].flatMap(
      object => schemas.problems(object),
    );
    expect(problems).toEqual([]);
  });
});

describe('With other products', () => {
  it.each(pairs)(
    '$what with $choice has the same findings as with those that ship, and a reason for every object',
    ({ contract, intent }) => {
      const others = neighbours();
      const usual = compileShipped(intent(), { others });
      const result = compileShipped(intent(), { contract, others });
      expect(result.findings).toEqual(usual.findings);
      for (const { path, because } of result.objects) {
        expect({ path, why: because.find(({ at }) => at === '')?.why }).toEqual(
          { path, why: expect.any(String) },
        );
      }
    },
  );
});
