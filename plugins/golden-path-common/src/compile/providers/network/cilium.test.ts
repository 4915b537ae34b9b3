import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import {
  compileShipped,
  intentOf,
  paymentsApi,
} from '../../__testUtils__/shipped';
import { renderFiles } from '../../render';

const contract = contractWith({ network: { provider: 'cilium' } });

describe('Network rules by Cilium', () => {
  it('for the example of the design in production, byte for byte', () => {
    const files = renderFiles(
      compileShipped(paymentsApi(), { contract, environments: ['prod'] }),
    ).filter(
      ({ path }) =>
        path.startsWith('clusters/prod-eu-1/') &&
        path.includes('/ciliumnetworkpolicy-'),
    );
    expect(files).toEqual(goldenFiles('providers/cilium', files));
  });

  it('take the place of NetworkPolicies: none is left, and no intent changes', () => {
    const kinds = (chosen = contract) =>
      compileShipped(paymentsApi(), { contract: chosen }).objects.map(
        ({ object }) => object.kind,
      );
    expect(kinds()).not.toContain('NetworkPolicy');
    expect(
      kinds().map(kind =>
        kind === 'CiliumNetworkPolicy' ? 'NetworkPolicy' : kind,
      ).length,
    ).toBe(kinds(contractWith({})).length);
  });

  it('open a host by its name, and an address only as a plain NetworkPolicy would', () => {
    const intent = paymentsApi();
    intent.spec.dependencies = ['api.example.net', '203.0.113.7'].map(host => ({
      external: `${host}:443`,
      owner: 'group:payments',
      onFailure: 'orders wait',
    }));
    const result = compileShipped(intent, { contract, environments: ['prod'] });
    const policy = result.objects.find(
      ({ object }) =>
        object.kind === 'CiliumNetworkPolicy' &&
        object.metadata.name === 'payments-api',
    );
    expect(policy?.object.spec).toMatchObject({
      egress: [
        {
          toFQDNs: [{ matchName: 'api.example.net' }],
          toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
        },
        {
          toCIDRSet: [
            {
              cidr: '0.0.0.0/0',
              except: expect.arrayContaining(['10.0.0.0/8']),
            },
          ],
        },
      ],
    });
    const leftOut = result.notDerived.map(({ what }) => what);
    expect(leftOut).toContain('Egress limited to 203.0.113.7');
    expect(leftOut).not.toContain('Egress limited to api.example.net');
    expect(leftOut).toContain('Network rule to the Kubernetes API');
  });

  it('know gateways that are no pods by their entity', () => {
    const { objects } = compileShipped(paymentsApi(), {
      contract: contractWith({
        network: { provider: 'cilium', gatewayEntity: 'ingress' },
      }),
      environments: ['prod'],
    });
    const policy = objects.find(
      ({ object }) =>
        object.kind === 'CiliumNetworkPolicy' &&
        object.metadata.name === 'payments-api',
    );
    expect(policy?.object.spec).toMatchObject({
      ingress: expect.arrayContaining([
        expect.objectContaining({ fromEntities: ['ingress'] }),
      ]),
    });
  });

  it('stay closed both ways where nothing was agreed', () => {
    const { objects } = compileShipped(
      intentOf(`
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: tiny, system: tools, owner: group:platform }
spec:
  workloadType: internal-api
  tier: tier-3
  dataClassification: internal
  exposure: internal
  runtime: other
  containers: { app: { image: "registry.example.com/tiny:1.0" } }
  environments: [dev]
`),
      { contract },
    );
    const closed = objects.find(
      ({ object }) => object.metadata.name === 'default-deny',
    );
    expect(closed?.object.spec).toEqual({
      endpointSelector: {},
      enableDefaultDeny: { ingress: true, egress: true },
      ingress: [{}],
      egress: [{}],
    });
    const own = objects.find(
      ({ object }) =>
        object.kind === 'CiliumNetworkPolicy' &&
        object.metadata.name === 'tiny',
    );
    expect(own?.object.spec).not.toHaveProperty('egress');
  });
});
