import fc from 'fast-check';
import { isRecord, valueAt } from '../json/pointer';
import { nearestReasons } from '../explain/explain';
import type { DerivedObject } from '../model';
import { PROVIDER_CHOICES } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from './__testUtils__/longRunning';
import {
  NOW,
  compileShipped,
  fraudService,
  neighbours,
  paymentsApi,
  shippedContract,
} from './__testUtils__/shipped';
import { pointer } from './because';
import { renderFiles } from './render';

/** Pointers of everything in a value that holds no more values. */
function leaves(value: unknown, at = ''): string[] {
  const entries =
    isRecord(value) || Array.isArray(value) ? Object.entries(value) : [];
  return entries.length === 0
    ? [at]
    : entries.flatMap(([key, entry]) => leaves(entry, `${at}${pointer(key)}`));
}

function find(
  objects: DerivedObject[],
  kind: string,
  env = 'prod',
  name = 'payments-api',
) {
  return objects.find(
    each =>
      each.env === env &&
      each.object.kind === kind &&
      each.object.metadata.name === name,
  );
}

function change(
  intent: ServiceIntent,
  spec: Partial<ServiceIntent['spec']>,
): ServiceIntent {
  return { ...intent, spec: { ...intent.spec, ...spec } };
}

const contract = shippedContract();
const example = paymentsApi();
const result = compileShipped(example, { contract });

describe('The example of the design', () => {
  it('compiles without a finding, for each environment and each cluster of its tier', () => {
    expect(result.findings).toEqual([]);
    expect(result.denied).toBe(false);
    const clusters = result.objects.map(
      ({ env, cluster }) => `${env} ${cluster}`,
    );
    expect([...new Set(clusters)].sort()).toEqual([
      'dev nonprod-1',
      'prod prod-eu-1',
      'prod prod-us-1',
      'staging staging-1',
    ]);
  });

  it('is the same bytes each time, from another moment and another contract object too', () => {
    const again = compileShipped(paymentsApi(), {
      now: '2026-12-01T00:00:00Z',
    });
    expect(renderFiles(again)).toEqual(renderFiles(result));
  });

  it('shares one object over the clusters of an environment, and the baseline over the services of a namespace', () => {
    const deployed = result.objects.filter(
      ({ env, object }) => env === 'prod' && object.kind === 'Rollout',
    );
    expect(deployed.map(({ cluster }) => cluster)).toEqual([
      'prod-eu-1',
      'prod-us-1',
    ]);
    expect(deployed[0].object).toBe(deployed[1].object);
    const sibling = compileShipped(
      {
        ...fraudService(),
        metadata: { ...example.metadata, name: 'refunds-api' },
      },
      { contract },
    );
    const isBaseline = ({ path }: DerivedObject) =>
      path.includes('/_namespace/');
    for (const own of result.objects.filter(isBaseline)) {
      const theirs = sibling.objects.find(({ path }) => path === own.path);
      expect(theirs === undefined || theirs.object === own.object).toBe(true);
    }
    expect(sibling.objects.filter(isBaseline).length).toBeGreaterThan(0);
  });

  it('gives a reason for every field, closer than the object as a whole', () => {
    const others = [
      fraudService(),
      ordersWorker(),
      ledgerStore(),
      shopGateway(),
    ].map(intent => compileShipped(intent, { contract, others: neighbours() }));
    for (const { object, because, path } of [result, ...others].flatMap(
      each => each.objects,
    )) {
      for (const reason of because) {
        expect(reason.from).toMatch(/^(intent|contract|policy|fleet|fairway):/);
        expect(reason.why).toMatch(/[.?]$/);
      }
      const { apiVersion, kind, metadata, ...content } = object;
      const unexplained = leaves(content).filter(
        at =>
          at !== '' &&
          nearestReasons(because, at).every(reason => reason.at === ''),
      );
      expect({ path, unexplained }).toEqual({ path, unexplained: [] });
      const labels = Object.keys(metadata.labels ?? {}).filter(key =>
        nearestReasons(because, pointer('metadata', 'labels', key)).every(
          reason => reason.at === '',
        ),
      );
      expect({ path, labels }).toEqual({ path, labels: [] });
    }
  });

  it('opens the network to whom it agreed with, and to nobody else', () => {
    const alone = compileShipped(example, { contract, others: [] });
    expect(alone.findings.map(({ policy }) => policy)).toContain('agreement');
    const spec = find(alone.objects, 'NetworkPolicy')?.object.spec;
    expect(JSON.stringify(spec)).not.toContain('fraud-service');
    expect(JSON.stringify(spec)).not.toContain('checkout-api');
    expect(
      JSON.stringify(find(result.objects, 'NetworkPolicy')?.object.spec),
    ).toContain('fraud-service');
  });
});

describe('What fits the service', () => {
  it('leaves out a budget, an autoscaler and a spread for one pod, and says why', () => {
    const single = compileShipped(
      change(example, { scaling: { min: 1, max: 1 }, environments: ['dev'] }),
      { contract },
    );
    const left = single.notDerived.map(({ what }) => what);
    expect(left).toEqual(
      expect.arrayContaining([
        'PodDisruptionBudget',
        'HorizontalPodAutoscaler',
        'Topology spread',
      ]),
    );
    expect(find(single.objects, 'PodDisruptionBudget', 'dev')).toBeUndefined();
  });

  it('asks the health service of what speaks gRPC, tells gateways of HTTP/2, and says why', () => {
    const intent = fraudService();
    const { health: _, ...app } = intent.spec.containers.app;
    intent.spec.containers = { app: { ...app, protocol: 'grpc' } };
    const { objects, findings, notDerived, readiness } = compileShipped(intent);
    expect(findings.filter(({ severity }) => severity === 'deny')).toEqual([]);
    expect(readiness.duties).toContainEqual(
      expect.objectContaining({ id: 'probes', state: 'met' }),
    );
    const workload = find(objects, 'Rollout', 'prod', 'fraud-service');
    const service = find(objects, 'Service', 'prod', 'fraud-service');
    const at = '/spec/template/spec/containers/0/readinessProbe';
    for (const [derived, field] of [
      [workload, at],
      [service, '/spec/ports/0/appProtocol'],
    ] as const) {
      expect(
        derived?.because.filter(reason => reason.at === field),
      ).toMatchObject([{ from: 'intent:/spec/containers/app/protocol' }]);
    }
    expect(notDerived).toContainEqual(
      expect.objectContaining({ what: 'Liveness probe of container app' }),
    );
  });

  it('names the environment where something is left out in one only', () => {
    const some = compileShipped(
      change(example, {
        environments: [{ name: 'dev', scaling: { min: 1, max: 2 } }, 'prod'],
      }),
      { contract },
    );
    expect(some.notDerived).toContainEqual(
      expect.objectContaining({ what: 'PodDisruptionBudget', env: 'dev' }),
    );
  });

  it('derives nothing for a type that the intent does not describe, and refuses unknown environments with the nearest name', () => {
    const worker = compileShipped(
      change(example, { workloadType: 'queue-worker' }),
      { contract },
    );
    expect(worker.objects).toEqual([]);
    expect(worker.findings).toContainEqual(
      expect.objectContaining({
        policy: 'workload-type',
        severity: 'deny',
        at: '/spec/queue',
        remedy: 'Add "queue" with "topic", "targetDepth" and "idempotency"',
      }),
    );
    // A price and a list of duties would promise something.
    expect(worker.cost).toMatchObject({ monthly: '0.00', lines: [] });
    expect(worker.readiness).toEqual({ met: 0, total: 0, duties: [] });
    const lost = compileShipped(
      change(example, { environments: ['dev', 'prd'] }),
      { contract },
    );
    expect(lost.findings).toContainEqual(
      expect.objectContaining({
        policy: 'environment',
        at: '/spec/environments/1',
        remedy: 'Write prod',
      }),
    );
  });

  it.each(
    Object.entries(PROVIDER_CHOICES).flatMap(([layer, names]) =>
      names.map(name => [layer, name]),
    ),
  )('derives with what a contract may choose for %s: %s', (layer, name) => {
    const swapped = structuredClone(contract);
    Object.assign(swapped.providers, {
      [layer]: Object.assign({}, valueAt(swapped.providers, `/${layer}`), {
        provider: name,
      }),
    });
    const { findings } = compileShipped(example, { contract: swapped });
    expect(findings.map(({ policy }) => policy)).not.toContain('provider');
  });
});

describe('An override', () => {
  const override = example.spec.overrides![0];
  const withOverride = (changes: Partial<typeof override>) =>
    compileShipped(
      change(example, { overrides: [{ ...override, ...changes }] }),
      { contract },
    );

  it('changes the workload of whichever kind, and says who approved it and until when', () => {
    const rollout = find(result.objects, 'Rollout')!;
    const at = '/spec/template/spec/terminationGracePeriodSeconds';
    expect(JSON.stringify(rollout.object)).toContain(
      '"terminationGracePeriodSeconds":120',
    );
    expect(nearestReasons(rollout.because, at)).toContainEqual({
      at,
      from: 'intent:/spec/overrides/0/patch/0',
      why: 'Override: drains long transfers (approved by group:platform, until 2027-03-31).',
    });
  });

  it('holds until the last second of its day, and not one longer', () => {
    const at = (now: string) =>
      compileShipped(example, { contract, now }).findings;
    expect(at('2027-03-31T23:59:59.900Z')).toEqual([]);
    expect(at('2027-04-01T00:00:00Z')).toEqual([
      expect.objectContaining({
        policy: 'override',
        severity: 'deny',
        at: '/spec/overrides/0/expires',
      }),
    ]);
  });

  it.each([
    [
      'a kind that is not derived',
      { target: { kind: 'StatefulSet' } },
      '/spec/overrides/0/target',
    ],
    [
      'a path that is gone',
      {
        patch: [
          {
            op: 'replace' as const,
            path: '/spec/template/spec/nodeNames',
            value: 1,
          },
        ],
      },
      '/spec/overrides/0/patch/0/path',
    ],
    [
      'the name of the object',
      {
        patch: [{ op: 'replace' as const, path: '/metadata/name', value: 'x' }],
      },
      '/spec/overrides/0/patch/0/path',
    ],
    [
      'an environment that the service is not in',
      { target: { kind: 'Deployment', environments: ['test'] } },
      '/spec/overrides/0/target/environments',
    ],
  ])('fails loudly for %s', (_, changes, at) => {
    expect(withOverride(changes).findings).toContainEqual(
      expect.objectContaining({ policy: 'override', severity: 'deny', at }),
    );
  });

  it('is judged by the policies like everything else', () => {
    const { findings } = withOverride({
      patch: [
        { op: 'add', path: '/spec/template/spec/hostNetwork', value: true },
      ],
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        policy: 'pod-host-namespaces',
        severity: 'deny',
        at: '/spec/overrides/0/patch/0',
        environments: ['dev', 'staging', 'prod'],
      }),
    );
  });
});

describe('An exception of the contract', () => {
  const tagged = change(example, {
    containers: {
      app: {
        ...example.spec.containers.app,
        image: 'registry.example.com/payments-api:1.2.3',
      },
    },
  });
  const excepted = (expires: string) => ({
    ...contract,
    exceptions: [
      {
        id: 'tag-for-now',
        policy: 'image-digest',
        service: 'payments-api',
        environments: ['prod'],
        reason: 'The registry is being moved',
        approvedBy: 'group:security',
        ticket: 'SEC-1',
        expires,
      },
    ],
  });

  it('turns the denial into a warning until the second in which it expires', () => {
    const verdict = (expires: string) => {
      const { findings, denied } = compileShipped(tagged, {
        contract: excepted(expires),
      });
      return {
        denied,
        exceptions: findings.map(({ exception }) => exception?.id),
      };
    };
    expect(compileShipped(tagged, { contract }).findings).toEqual([
      expect.objectContaining({
        policy: 'image-digest',
        severity: 'deny',
        at: '/spec/containers/app/image',
        environments: ['prod'],
      }),
    ]);
    expect(verdict(NOW)).toEqual({
      denied: false,
      exceptions: ['tag-for-now'],
    });
    expect(verdict('2026-11-21T11:59:59Z')).toEqual({
      denied: true,
      exceptions: [undefined],
    });
  });
});

describe('Text that somebody typed', () => {
  it('never becomes structure of a file, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '') || 'x';
        const hostile = change(
          {
            ...example,
            metadata: { ...example.metadata, title: line, description: line },
          },
          { environments: ['dev'] },
        );
        const { documents } = compileShipped(hostile, { contract });
        const runbook = documents.find(({ path }) =>
          path.endsWith('runbook.md'),
        )!;
        const headings = (markdown: string) =>
          markdown.split('\n').filter(each => /^#{1,6} /.test(each)).length;
        expect(headings(runbook.text)).toBe(9);
        const catalog = documents.find(({ path }) =>
          path.endsWith('catalog-info.yaml'),
        )!;
        expect(catalog.object).toMatchObject({ metadata: { title: line } });
      }),
      { numRuns: 50 },
    );
  });
});
