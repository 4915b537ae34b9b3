import fc from 'fast-check';
import type { CompileResult } from '../../model';
import type { ServiceIntent } from '../../schema/intent';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from '../__testUtils__/longRunning';
import { compileShipped, shippedContract } from '../__testUtils__/shipped';

const contract = shippedContract();

function compiled(
  intent: ServiceIntent,
  options: { others?: ServiceIntent[]; now?: string } = {},
): CompileResult {
  return compileShipped(intent, { contract, others: [], ...options });
}

function changed(
  intent: ServiceIntent,
  spec: Partial<ServiceIntent['spec']>,
): ServiceIntent {
  return { ...intent, spec: { ...intent.spec, ...spec } };
}

const objectOf = (
  { objects }: CompileResult,
  kind: string,
  options: { env?: string; name?: string } = {},
) =>
  objects.find(
    ({ env, object }) =>
      env === (options.env ?? 'prod') &&
      object.kind === kind &&
      (options.name === undefined || object.metadata.name === options.name),
  )?.object;

const textOf = ({ documents }: CompileResult, file: string) =>
  documents.find(({ path }) => path.endsWith(file))?.text ?? '';

const kindsIn = ({ objects }: CompileResult, env: string) => [
  ...new Set(
    objects.filter(each => each.env === env).map(({ object }) => object.kind),
  ),
];

/** Alerts of production by name. */
function alertsOf(result: CompileResult): Record<string, string> {
  const text = JSON.stringify(objectOf(result, 'PrometheusRule'));
  return Object.fromEntries(
    [...text.matchAll(/"alert":"(\w+)","expr":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, name, expr]) => [name, expr.replaceAll('\\"', '"')],
    ),
  );
}

describe('A queue worker', () => {
  const result = compiled(ordersWorker());

  it('compiles without a finding, as pods that nobody can call', () => {
    expect(result.findings).toEqual([]);
    expect(kindsIn(result, 'prod')).toEqual(
      expect.arrayContaining([
        'Deployment',
        'HorizontalPodAutoscaler',
        'PodDisruptionBudget',
        'NetworkPolicy',
      ]),
    );
    expect(kindsIn(result, 'prod')).not.toContain('Service');
    expect(result.notDerived.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['Service', 'Probes', 'Canary']),
    );
  });

  it('scales on what waits, and each of two regions takes its share', () => {
    const metricIn = (env: string) =>
      objectOf(result, 'HorizontalPodAutoscaler', { env })?.spec;
    expect(metricIn('prod')).toMatchObject({
      metrics: [
        {
          type: 'External',
          external: {
            metric: {
              name: 'queue_messages_waiting',
              selector: {
                matchLabels: {
                  queue: 'kafka-orders',
                  consumer: 'orders-worker',
                  environment: 'prod',
                },
              },
            },
            target: { type: 'AverageValue', averageValue: '400' },
          },
        },
      ],
    });
    expect(JSON.stringify(metricIn('dev'))).toContain('"averageValue":"200"');
  });

  it('scales by CPU, and says why, under a contract without a metric for queues', () => {
    const bare = structuredClone(contract);
    delete bare.providers.scaling.queueDepthMetric;
    const { notDerived } = compileShipped(ordersWorker(), { contract: bare });
    expect(notDerived).toContainEqual(
      expect.objectContaining({ what: 'Scaling by queue depth' }),
    );
  });

  it('reaches the topic that it reads, whether that is a dependency too or not', () => {
    expect(
      JSON.stringify(
        objectOf(result, 'NetworkPolicy', { name: 'orders-worker' })?.spec,
      ),
    ).toContain('10.100.0.16/28');
    expect(result.agreements).toContainEqual(
      expect.objectContaining({ callee: 'kafka-orders', state: 'declared' }),
    );
  });

  it('tells when more waits than all replicas are meant for, and when one message waits too long', () => {
    const alerts = alertsOf(result);
    // 200 for each of 10 replicas in 2 clusters.
    expect(alerts.BacklogGrows).toMatch(/^sum\(queue_messages_.*> 4000$/);
    expect(alerts.MessagesWaitTooLong).toMatch(/> 600$/);
  });

  it('finishes the message that it has in hand', () => {
    expect(JSON.stringify(objectOf(result, 'Deployment'))).toContain(
      '"terminationGracePeriodSeconds":130',
    );
  });

  it('says in the runbook why a second delivery does no harm', () => {
    expect(textOf(result, 'runbook.md')).toContain('the order id is the key');
  });

  it('has probes where it serves a port and says how it is', () => {
    const intent = ordersWorker();
    Object.assign(intent.spec.containers.app, {
      port: 8080,
      health: { ready: '/ready' },
    });
    const serving = compiled(intent);
    expect(serving.denied).toBe(false);
    expect(JSON.stringify(objectOf(serving, 'Deployment'))).toContain(
      'readinessProbe',
    );
  });
});

describe('A stateful store', () => {
  const result = compiled(ledgerStore());
  const withAnswers = (
    answers: Partial<NonNullable<ServiceIntent['spec']['stateful']>>,
  ) => {
    const intent = ledgerStore();
    return changed(intent, {
      stateful: { ...intent.spec.stateful!, ...answers },
    });
  };
  const withBackup = (
    backup: Partial<NonNullable<ServiceIntent['spec']['stateful']>['backup']>,
  ) => {
    const { stateful } = ledgerStore().spec;
    return withAnswers({ backup: { ...stateful!.backup, ...backup } });
  };

  it('compiles without a finding, in one cluster: a second one would hold other data', () => {
    expect(result.findings).toEqual([]);
    expect(
      new Set(
        result.objects
          .filter(({ env }) => env === 'prod')
          .map(({ cluster }) => cluster),
      ),
    ).toEqual(new Set(['prod-eu-1']));
  });

  it('has members with volumes of their own that outlive them, one in each zone', () => {
    expect(objectOf(result, 'StatefulSet')).toMatchObject({
      metadata: {
        annotations: {
          'fairway.dev/quorum': 'two of three members',
          'fairway.dev/restore-tested': '2026-09-15',
        },
      },
      spec: {
        serviceName: 'ledger-store-members',
        replicas: 3,
        updateStrategy: { type: 'RollingUpdate' },
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: 'Retain',
          whenScaled: 'Retain',
        },
        template: {
          metadata: {
            labels: { 'backup.example.com/schedule': 'six-hourly' },
          },
          spec: {
            terminationGracePeriodSeconds: 120,
            topologySpreadConstraints: [
              {
                minDomains: 3,
                topologyKey: 'topology.kubernetes.io/zone',
                whenUnsatisfiable: 'DoNotSchedule',
              },
            ],
            containers: [
              {
                volumeMounts: expect.arrayContaining([
                  { name: 'data', mountPath: '/var/lib/ledger' },
                ]),
              },
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              storageClassName: 'zonal-ssd',
              resources: { requests: { storage: '20Gi' } },
            },
          },
        ],
      },
    });
  });

  it('gives the members names and a way to each other', () => {
    expect(
      objectOf(result, 'Service', { name: 'ledger-store-members' })?.spec,
    ).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [{ port: 2380 }],
    });
    const policy = JSON.stringify(
      objectOf(result, 'NetworkPolicy', { name: 'ledger-store' })?.spec,
    );
    expect(policy.match(/"port":2380/g)).toHaveLength(2);
  });

  it.each([
    [3, 1],
    [5, 1],
    [2, 0],
  ])(
    'of %i members lets drains take %i at a time, so that the majority stays',
    (replicas, maxUnavailable) => {
      const budget = objectOf(
        compiled(withAnswers({ replicas })),
        'PodDisruptionBudget',
      );
      expect(budget?.spec).toMatchObject({ maxUnavailable });
    },
  );

  it('tells when a volume fills up, backups do not come, or the majority is gone', () => {
    const alerts = alertsOf(result);
    expect(alerts.VolumeFillsUp).toContain(
      'persistentvolumeclaim=~"data-ledger-store-[0-9]+"',
    );
    expect(alerts.BackupTooOld).toContain(
      'velero_backup_last_successful_timestamp{schedule="six-hourly"}',
    );
    expect(alerts.MajorityLost).toMatch(/< 2$/);
  });

  it('answers the questions of the review in the runbook', () => {
    const runbook = textOf(result, 'runbook.md');
    for (const answer of [
      'the leader hands over before it stops',
      'one member in each zone, so two are left',
      'a minority refuses writes',
      'patch pvc data-ledger-store-0',
    ]) {
      expect(runbook).toContain(answer);
    }
  });

  it('has fewer members where an environment says so', () => {
    const intent = changed(ledgerStore(), {
      environments: [{ name: 'dev', scaling: { min: 1, max: 1 } }, 'prod'],
    });
    const one = compiled(intent);
    expect(objectOf(one, 'StatefulSet', { env: 'dev' })?.spec).toMatchObject({
      replicas: 1,
    });
    expect(objectOf(one, 'StatefulSet')?.spec).toMatchObject({ replicas: 3 });
  });

  it('without a backup of the platform says that the team takes its own', () => {
    const bare = structuredClone(contract);
    delete bare.storage?.backup;
    const { notDerived } = compileShipped(ledgerStore(), { contract: bare });
    expect(notDerived).toContainEqual(
      expect.objectContaining({ what: 'Backup' }),
    );
  });

  it.each<[string, number, [string, string][]]>([
    [
      'two of three members',
      1,
      [['deny', '2 members have to agree, and there is 1']],
    ],
    ['4', 3, [['deny', '4 members have to agree, and there are 3']]],
    ['5/9 votes', 3, [['deny', '5 members have to agree, and there are 3']]],
    ['2 of 4', 4, [['warn', '2 of 4 members']]],
    ['one member', 3, [['warn', '1 of 3 members']]],
    ['two of three', 3, []],
    ['a majority of the members, 200 ms at most', 3, []],
  ])(
    'holds the quorum "%s" against %i in production, not where people try things',
    (quorum, members, told) => {
      const { findings } = compiled(
        changed(withAnswers({ quorum, replicas: Math.max(members, 3) }), {
          environments: [
            { name: 'dev', scaling: { min: 1, max: 1 } },
            { name: 'prod', scaling: { min: members, max: members } },
          ],
        }),
      );
      expect(
        findings
          .filter(({ at }) => at === '/spec/stateful/quorum')
          .map(found => [
            found.severity,
            found.environments,
            found.message.split(/:| is not/)[0],
          ]),
      ).toEqual(told.map(each => [each[0], ['prod'], each[1]]));
    },
  );

  it('is told that it promises less than its tier stands for, and takes the promise of the tier', () => {
    const promise = (slo: ServiceIntent['spec']['slo']) =>
      compiled(changed(ledgerStore(), { slo }));
    expect(promise({ availability: 99.5 }).findings).toEqual([
      expect.objectContaining({
        severity: 'warn',
        at: '/spec/slo/availability',
        message: expect.stringContaining(
          'promises 99.5% availability, and tier-1 stands for 99.9%',
        ),
      }),
    ]);
    const inherited = promise({ latencyP95Ms: 50 });
    expect(inherited.findings).toEqual([]);
    expect(textOf(inherited, 'slo.yaml')).toBe(textOf(result, 'slo.yaml'));
  });

  it('watches objectives over its own counters, and never those of another service', () => {
    const promised = compiled(
      changed(ledgerStore(), {
        slo: {
          objectives: [
            {
              name: 'settlement',
              title: '99.5% of entries settle',
              target: 99.5,
              good: 'entries_total{result="ok"}',
              total: 'entries_total',
            },
          ],
        },
      }),
    );
    const document = textOf(promised, 'slo.yaml');
    expect(document).toContain('name: ledger-store-settlement');
    expect(document).toContain('target: 0.995');
    const rules = promised.objects
      .filter(({ object }) => object.kind === 'PrometheusRule')
      .map(({ object }) => JSON.stringify(object))
      .join();
    const own =
      /entries_total\{namespace=\\"[^"]+\\",service=\\"ledger-store\\"/g;
    const selected = rules.match(/entries_total\{/g) ?? [];
    expect(selected.length).toBeGreaterThan(14);
    expect(rules.match(own)).toHaveLength(selected.length);
    expect(rules).toContain('slo-alerts-ledger-store-settlement');
  });

  const storage = ledgerStore().spec.stateful!.storage;
  it.each([
    [
      'a class that the contract does not know, with the nearest',
      withAnswers({ storage: { ...storage, storageClass: 'zonal-sdd' } }),
      'deny',
      '/spec/stateful/storage/storageClass',
      /Did you mean "zonal-ssd"/,
    ],
    [
      'growth that the class does not have',
      withAnswers({ storage: { ...storage, expansion: 'offline' } }),
      'warn',
      '/spec/stateful/storage/expansion',
      /grow online/,
    ],
    [
      'an even number of members',
      withAnswers({ replicas: 4 }),
      'warn',
      '/spec/stateful/replicas',
      /survive the loss of 1, as 3 do/,
    ],
    [
      'a backup that loses more than may be lost',
      withBackup({ rpo: '1h' }),
      'deny',
      '/spec/stateful/backup/rpo',
      /can lose 6h/,
    ],
    [
      'a backup more often than anything runs',
      withBackup({ frequency: '5m' }),
      'deny',
      '/spec/stateful/backup/frequency',
      /1h, 6h and 24h/,
    ],
    [
      'a restore test of tomorrow',
      withBackup({ restoreTested: '2026-11-22' }),
      'deny',
      '/spec/stateful/backup/restoreTested',
      /still to come/,
    ],
    [
      'a range of replicas',
      changed(ledgerStore(), { scaling: { min: 1, max: 9 } }),
      'warn',
      '/spec/scaling',
      /not added by load/,
    ],
    [
      'a part that belongs to another type',
      changed(ledgerStore(), { queue: ordersWorker().spec.queue }),
      'warn',
      '/spec/queue',
      /means nothing for a stateful/,
    ],
  ] as const)('is told of %s', (_, intent, severity, at, message) => {
    expect(compiled(intent).findings).toContainEqual(
      expect.objectContaining({
        severity,
        at,
        message: expect.stringMatching(message),
      }),
    );
  });

  it('keeps confidential data in no volume that is not encrypted', () => {
    const open = structuredClone(contract);
    open.storage!.classes['zonal-ssd'].encrypted = false;
    const denials = (intent: ServiceIntent) =>
      compileShipped(intent, { contract: open, others: [] }).findings;
    expect(denials(ledgerStore())).toEqual([
      expect.objectContaining({
        severity: 'deny',
        at: '/spec/stateful/storage/storageClass',
        message: expect.stringContaining('not encrypted'),
      }),
    ]);
    expect(
      denials(changed(ledgerStore(), { dataClassification: 'internal' })),
    ).toEqual([]);
  });

  it('has its restore test expire 180 days after the day of it, to the second', () => {
    const at = (now: string) =>
      compiled(ledgerStore(), { now }).findings.map(({ policy }) => policy);
    expect(at('2027-03-14T00:00:00Z')).toEqual([]);
    expect(at('2027-03-14T00:00:01Z')).toEqual(['stateful']);
  });
});

describe('A gateway', () => {
  const result = compiled(shopGateway());

  it('compiles without a finding, with a listener and a certificate for each host', () => {
    expect(result.findings).toEqual([]);
    expect(objectOf(result, 'Gateway')?.spec).toMatchObject({
      gatewayClassName: 'platform',
      listeners: [
        { name: 'https', hostname: 'shop.example.com', protocol: 'HTTPS' },
        {
          name: 'https.partners.example.com',
          hostname: 'partners.example.com',
          protocol: 'HTTPS',
        },
      ],
    });
    expect(
      objectOf(result, 'Certificate', {
        name: 'shop-gateway.partners.example.com',
      })?.spec,
    ).toMatchObject({ dnsNames: ['partners.example.com'] });
    expect(objectOf(result, 'HTTPRoute')).toMatchObject({
      metadata: {
        annotations: {
          'fairway.dev/authentication': 'oauth2',
          'fairway.dev/rate-limit': '500rps',
          'fairway.dev/waf': 'managed rules of the edge team',
        },
      },
      spec: {
        hostnames: ['shop.example.com', 'partners.example.com'],
        parentRefs: [
          { sectionName: 'https' },
          { sectionName: 'https.partners.example.com' },
        ],
      },
    });
  });

  it('answers for hosts of its own in each environment', () => {
    expect(objectOf(result, 'HTTPRoute', { env: 'dev' })?.spec).toMatchObject({
      hostnames: ['shop-dev.example.com', 'partners-dev.example.com'],
    });
  });

  it('pays for each public host', () => {
    expect(result.cost.lines.map(({ other }) => other)).toEqual([
      '36.00',
      '36.00',
    ]);
  });

  it('does not take a host that another gateway has', () => {
    const rival = shopGateway();
    rival.metadata.name = 'partner-gateway';
    rival.spec.gateway!.hosts = ['partners.example.com'];
    rival.spec.route!.host = 'partner-portal.example.com';
    expect(
      compiled(shopGateway(), { others: [rival] }).findings,
    ).toContainEqual(
      expect.objectContaining({
        policy: 'public-host',
        at: '/spec/gateway/hosts/1',
        message: expect.stringContaining('partner-gateway'),
      }),
    );
  });

  it.each(['none', 'Off', ' - ', 'n/a'])(
    'does not open to the internet with "%s" for a firewall',
    waf => {
      const intent = shopGateway();
      intent.spec.gateway!.waf = waf;
      expect(compiled(intent)).toMatchObject({
        denied: true,
        findings: [{ severity: 'deny', at: '/spec/gateway/waf' }],
      });
    },
  );

  it('takes rules whose name begins like none', () => {
    const intent = shopGateway();
    intent.spec.gateway!.waf = 'no rules of our own, those of the edge team';
    expect(compiled(intent).findings).toEqual([]);
  });

  describe('inside the company', () => {
    const { route: _, rollout: __, ...spec } = shopGateway().spec;
    const internal = (gateway: Partial<NonNullable<typeof spec.gateway>>) => ({
      ...shopGateway(),
      spec: {
        ...spec,
        exposure: 'internal' as const,
        gateway: { ...spec.gateway!, ...gateway },
      },
    });

    it('enters by the internal class, on terms of its own', () => {
      const inside = compiled(
        internal({ authentication: 'mtls', rateLimit: '100rps' }),
      );
      expect(inside.findings).toEqual([]);
      expect(objectOf(inside, 'Gateway')?.spec).toMatchObject({
        gatewayClassName: 'platform-internal',
        listeners: [
          { hostname: 'shop.example.com' },
          { hostname: 'partners.example.com' },
        ],
      });
      expect(inside.cost.lines.map(({ other }) => other)).toEqual([
        '0.00',
        '0.00',
      ]);
    });

    it('is asked who may come in, and how often', () => {
      expect(compiled(internal({})).findings.map(({ at }) => at)).toEqual([
        '/spec/gateway/authentication',
        '/spec/gateway/rateLimit',
      ]);
    });

    it('is told that none is no rules', () => {
      const { denied, findings } = compiled(internal({ waf: 'none' }));
      expect(denied).toBe(false);
      expect(findings[0]).toMatchObject({
        severity: 'warn',
        at: '/spec/gateway/waf',
      });
    });
  });
});

describe('The quota of a team', () => {
  const withStorage = (storage: string) => {
    const limited = structuredClone(contract);
    Object.assign(limited.quotas.default.dev, { storage });
    return limited;
  };

  it('holds the volumes of its stores, here and in the cluster, where the contract limits them', () => {
    const denials = (storage: string) =>
      compileShipped(ledgerStore(), {
        contract: withStorage(storage),
        others: [],
      }).findings.map(({ message }) => message);
    expect(denials('60Gi')).toEqual([]);
    expect(denials('59Gi')).toEqual([
      'The quota of group:checkout in dev does not hold this service (storage): limit 59Gi, in use by others 0Gi, asked for 60Gi (3 replicas), left 59Gi.',
    ]);
    const quota = objectOf(
      compileShipped(ledgerStore(), { contract: withStorage('60Gi') }),
      'ResourceQuota',
      { env: 'dev' },
    );
    expect(quota?.spec).toMatchObject({ hard: { 'requests.storage': '60Gi' } });
  });
});

describe('What the team wrote of its work', () => {
  it('is text in the runbook, never structure, whatever it is', () => {
    const headings = (result: CompileResult) =>
      textOf(result, 'runbook.md').match(/^#{1,6} /gm)?.length;
    const known = [ordersWorker(), ledgerStore(), shopGateway()].map(intent =>
      headings(compiled(intent)),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const hostile = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '') || 'x';
        const worker = ordersWorker();
        worker.spec.queue!.idempotency = hostile;
        const store = ledgerStore();
        Object.assign(store.spec.stateful!, {
          consistency: hostile,
          splitBrain: hostile,
        });
        const gateway = shopGateway();
        gateway.spec.gateway!.waf = hostile;
        expect(
          [worker, store, gateway].map(intent => headings(compiled(intent))),
        ).toEqual(known);
      }),
      { numRuns: 25 },
    );
  });
});
