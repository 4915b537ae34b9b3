import { contractWith } from '../../__testUtils__/contractWith';
import { goldenFiles } from '../../__testUtils__/golden';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from '../../__testUtils__/shipped';
import { renderFiles } from '../../render';

const contract = contractWith({
  delivery: { provider: 'flux', namespace: 'flux-system' },
});

describe('Delivery by Flux', () => {
  it('for the example of the design in production, byte for byte', () => {
    const files = renderFiles(
      compileShipped(paymentsApi(), {
        contract: contractWith({
          delivery: {
            provider: 'flux',
            namespace: 'flux-system',
            tenantRole: 'tenant-delivery',
            credentials: 'gitops-credentials',
          },
        }),
        environments: ['prod'],
      }),
    ).filter(
      ({ path }) =>
        path.startsWith('clusters/prod-eu-1/flux-system/') ||
        /prod-eu-1\/.*rolebinding-delivery/.test(path),
    );
    expect(files).toEqual(goldenFiles('providers/flux', files));
  });

  it('brings the same folders as Argo CD does', () => {
    const foldersOf = (chosen: typeof contract) =>
      compileShipped(paymentsApi(), { contract: chosen }).objects.flatMap(
        ({ cluster, object }) => {
          const spec = JSON.stringify(object.spec ?? {});
          const [, path] =
            /"path":"(?:\.\/)?(clusters\/[^"]+)"/.exec(spec) ?? [];
          return path === undefined ? [] : [`${cluster} ${path}`];
        },
      );
    const folders = foldersOf(contract).sort();
    expect(folders).toEqual(foldersOf(contractWith({})).sort());
    expect(folders.length).toBeGreaterThan(4);
  });

  it('waits for the baseline, then for the workload, and never sets back what others move', () => {
    const { objects } = compileShipped(paymentsApi(), { contract });
    const service = objects.find(
      ({ object }) => object.metadata.name === 'prod-payments-api',
    );
    expect(service?.object.spec).toMatchObject({
      dependsOn: [{ name: 'namespace-prod-payments-billing' }],
      prune: true,
      healthChecks: [{ kind: 'Rollout', name: 'payments-api' }],
      healthCheckExprs: [{ kind: 'Rollout' }],
      patches: [
        {
          patch: '- op: remove\n  path: /spec/replicas\n',
          target: { kind: 'Rollout' },
        },
      ],
      ignore: [{ target: { kind: 'HTTPRoute' } }],
    });
    const names = objects.map(({ object }) => object.metadata.name);
    expect(names).toContain('namespace-prod-payments-billing');
  });

  it('creates what splits callers in a mesh, and leaves it to the canary', () => {
    const { objects } = compileShipped(fraudService(), {
      contract: contractWith({
        delivery: { provider: 'flux' },
        mesh: { provider: 'istio' },
      }),
    });
    const service = objects.find(
      ({ object }) => object.metadata.name === 'prod-fraud-service',
    );
    expect(service?.object.spec).not.toHaveProperty('ignore');
    expect(service?.object.spec).toMatchObject({
      patches: [
        { target: { kind: 'Rollout' } },
        {
          patch: expect.stringContaining('IfNotPresent'),
          target: { kind: 'VirtualService' },
        },
        { target: { kind: 'DestinationRule' } },
      ],
    });
  });

  it('never deletes a namespace by itself', () => {
    const { objects } = compileShipped(fraudService(), { contract });
    const baselines = objects.filter(({ object }) =>
      object.metadata.name.startsWith('namespace-'),
    );
    expect(baselines.length).toBeGreaterThan(0);
    for (const { object } of baselines) {
      expect(object.spec).toMatchObject({
        prune: false,
        deletionPolicy: 'Orphan',
      });
    }
  });

  it('has one source in each cluster, the same bytes whoever asks for it', () => {
    const sources = (intent = fraudService()) =>
      renderFiles(compileShipped(intent, { contract })).filter(({ path }) =>
        path.includes('/gitrepository-'),
      );
    const others = new Map(
      sources(paymentsApi()).map(({ path, text }) => [path, text]),
    );
    for (const { path, text } of sources()) {
      expect(others.get(path) ?? text).toBe(text);
    }
    expect(sources().map(({ path }) => path)).toContain(
      'clusters/prod-eu-1/flux-system/gitrepository-services.yaml',
    );
  });

  it('writes the short form of an SSH address as Flux takes it', () => {
    const { objects } = compileShipped(fraudService(), {
      contract: contractWith({
        delivery: {
          provider: 'flux',
          repository: 'git@git.example.com:platform/gitops.git',
        },
      }),
    });
    expect(
      objects.find(({ object }) => object.kind === 'GitRepository')?.object
        .spec,
    ).toMatchObject({ url: 'ssh://git@git.example.com/platform/gitops.git' });
  });
});
