import fc from 'fast-check';
import type { CompileResult } from '../../model';
import { decideReview } from '../../review';
import { parseIntent } from '../../schema/parse';
import { formatProblem } from '../../schema/problem';
import type { ServiceIntent } from '../../schema/intent';
import { writeYaml } from '../../yaml';
import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from '../__testUtils__/endingWork';
import { compileShipped, shippedContract } from '../__testUtils__/shipped';

const kindsOf = ({ objects }: CompileResult, env = 'prod') =>
  new Set(
    objects.filter(each => each.env === env).map(({ object }) => object.kind),
  );
const find = ({ objects }: CompileResult, kind: string) =>
  objects.find(({ object, env }) => object.kind === kind && env === 'prod')!;
const alertsOf = (result: CompileResult) => {
  const { spec } = find(result, 'PrometheusRule').object;
  const { groups } = spec as {
    groups: { rules: { alert?: string; expr: string }[] }[];
  };
  return Object.fromEntries(
    groups.flatMap(({ rules }) =>
      rules.flatMap(({ alert, expr }) => (alert ? [[alert, expr]] : [])),
    ),
  );
};
const leftOut = ({ notDerived }: CompileResult) =>
  notDerived.map(({ what }) => what);
const runbookOf = ({ documents }: CompileResult) =>
  documents.find(({ path }) => path.endsWith('runbook.md'))!.text;

const everyKind: [string, ServiceIntent, string][] = [
  ['scheduled task', nightlyReport(), 'CronJob'],
  ['migration', addColumn(), 'Job'],
  ['batch', trainModel(), 'Job'],
  ['node agent', logAgent(), 'DaemonSet'],
];

describe.each(everyKind)('A %s', (_, intent, kind) => {
  const result = compileShipped(intent);

  it(`becomes a ${kind}, and every policy that ships is content with it`, () => {
    expect(kindsOf(result)).toContain(kind);
    expect(result.findings).toEqual([]);
  });

  it('has no Service, autoscaler or disruption budget, and it is said why', () => {
    const kinds = kindsOf(result);
    for (const absent of [
      'Service',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'Deployment',
      'Rollout',
      'AnalysisTemplate',
    ]) {
      expect(kinds).not.toContain(absent);
    }
    expect(leftOut(result)).toEqual(
      expect.arrayContaining([
        'Service',
        'Autoscaler',
        'PodDisruptionBudget',
        'Topology spread',
      ]),
    );
  });

  it('promises no availability to anybody: no objective in rules, dashboard and documents', () => {
    expect(JSON.stringify(result.objects)).not.toContain('slo:');
    expect(JSON.stringify(result.objects)).not.toContain('http_requests_total');
    expect(result.documents.map(({ title }) => title)).toEqual([
      'Catalog entry',
      'Service intent',
      'Runbook',
    ]);
  });

  it('is named in its runbook by the object that is in the cluster', () => {
    const { object } = find(result, kind);
    expect(runbookOf(result)).toContain(
      `get ${kind.toLocaleLowerCase('en-US')} ${object.metadata.name}`,
    );
  });

  it('says why each of its fields is there', () => {
    const { because, object } = find(result, kind);
    const fields = Object.keys(object.spec as object)
      .filter(field => field !== 'template' && field !== 'jobTemplate')
      .map(field => `/spec/${field}`);
    expect(because.map(({ at }) => at)).toEqual(expect.arrayContaining(fields));
    expect(because.every(({ from, why }) => from && why)).toBe(true);
  });
});

type AgentTolerations = NonNullable<
  ServiceIntent['spec']['agent']
>['tolerations'];

describe('A scheduled task', () => {
  it('carries schedule, zone, concurrency and deadlines', () => {
    expect(
      find(compileShipped(nightlyReport('    timeout: 30m')), 'CronJob').object
        .spec,
    ).toMatchObject({
      schedule: '15 2 * * mon-fri',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 7200,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 1800,
          template: { spec: { restartPolicy: 'Never' } },
        },
      },
    });
  });

  it('is missed when the longest time between two runs, the late start and the run are over', () => {
    const hours = (count: number) => count * 3600;
    expect(
      alertsOf(compileShipped(nightlyReport('    timeout: 30m'))),
    ).toMatchObject({
      // From Friday to Monday, two hours to start, half an hour to run.
      RunMissed: expect.stringMatching(new RegExp(`> ${hours(74) + 1800}$`)),
      RunFailed: expect.stringContaining('condition="true"'),
    });
  });

  it('without a timeout ends before the next run is due; where runs may overlap, nothing ends it', () => {
    const template = (intent: ServiceIntent) =>
      (
        find(compileShipped(intent), 'CronJob').object.spec as {
          jobTemplate: { spec: { activeDeadlineSeconds?: number } };
        }
      ).jobTemplate.spec;
    const often = nightlyReport();
    often.spec.schedule!.cron = '*/10 * * * *';
    expect(template(often).activeDeadlineSeconds).toBe(600);
    often.spec.schedule!.concurrency = 'allow';
    expect(template(often).activeDeadlineSeconds).toBeUndefined();
    expect(leftOut(compileShipped(often))).toContain('activeDeadlineSeconds');
  });

  it('runs in one cluster even when its tier lives in two: each run would happen twice', () => {
    const intent = nightlyReport();
    intent.spec.tier = 'tier-1';
    const clusters = compileShipped(intent)
      .objects.filter(({ object }) => object.kind === 'CronJob')
      .map(({ cluster }) => cluster);
    expect(clusters).toEqual(['nonprod-1', 'prod-eu-1']);
  });

  it('with the longest name still fits a CronJob, and everything names it so', () => {
    const intent = nightlyReport();
    intent.metadata.name = `n${'a'.repeat(52)}`;
    const result = compileShipped(intent);
    const { name } = find(result, 'CronJob').object.metadata;
    expect(name).toHaveLength(52);
    expect(alertsOf(result).RunMissed).toContain(`cronjob="${name}"`);
    expect(runbookOf(result)).toContain(`get cronjob ${name}`);
  });

  it.each([
    ['cron', '75 2 * * *', 'minutes of 0 to 59 as the first field'],
    ['cron', '@daily', 'five fields'],
    ['cron', '0 0 31 2,4 *', 'a day that the month has'],
    ['timeZone', 'CET+1', 'a time zone such as Etc/UTC'],
    ['timeZone', 'Europe/Berlim', 'a time zone such as Etc/UTC'],
  ] as const)(
    'whose %s is %s is told where, and what was expected',
    (field, value, expected) => {
      const intent = nightlyReport();
      intent.spec.schedule![field] = value;
      const text = writeYaml(intent);
      const line =
        text.split('\n').findIndex(each => each.includes(`${field}:`)) + 1;
      const parsed = parseIntent(text, { file: 'intent.yaml' });
      const problems = parsed.ok ? [] : parsed.problems.map(formatProblem);
      expect(problems).toEqual([
        expect.stringContaining(
          `intent.yaml:${line}: /spec/schedule/${field}: expected ${expected}`,
        ),
      ]);
    },
  );

  it('without its schedule is told what is missing, and nothing is derived', () => {
    const intent = nightlyReport();
    delete intent.spec.schedule;
    const { findings, objects } = compileShipped(intent);
    expect(objects).toEqual([]);
    expect(findings[0]).toMatchObject({ severity: 'deny' });
    expect(findings[0].remedy).toContain('"cron"');
  });
});

const jobName = (intent: ServiceIntent, contract = shippedContract()) =>
  find(compileShipped(intent, { contract }), 'Job').object.metadata.name;

describe('A migration', () => {
  it('says who agreed and what it is restored from, is tried once, and stays as the record that it ran', () => {
    const result = compileShipped(addColumn());
    const { metadata, spec } = find(result, 'Job').object;
    expect(metadata.annotations).toMatchObject({
      'fairway.dev/approval': 'owner of the ledger, and the database team',
      'fairway.dev/backup': 'snapshot ledger-2026-11-21',
    });
    expect(spec).toMatchObject({
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      activeDeadlineSeconds: 7200,
    });
    expect(spec).not.toHaveProperty('ttlSecondsAfterFinished');
    expect(leftOut(result)).toContain('ttlSecondsAfterFinished');
    expect(alertsOf(result).MigrationFailed).toContain(
      `job_name="${metadata.name}"`,
    );
    expect(runbookOf(result)).toContain('snapshot ledger-2026-11-21');
  });

  it('runs again when the team changes what it does', () => {
    const before = jobName(addColumn());
    const change = (edit: (spec: ServiceIntent['spec']) => void) => {
      const intent = addColumn();
      edit(intent.spec);
      return jobName(intent);
    };
    const names = [
      change(spec => {
        spec.containers.app.image = spec.containers.app.image.replace(
          /cd/g,
          'ef',
        );
      }),
      change(spec => {
        spec.containers.app.args = ['--to', '42'];
      }),
      change(spec => {
        spec.containers.app.env = { BATCH: '500' };
      }),
      change(spec => {
        spec.containers.app.resources!.memoryLimit = '1Gi';
      }),
      change(spec => {
        spec.migration!.approval = 'the same people, for a second run';
      }),
    ];
    expect(new Set([before, ...names]).size).toBe(names.length + 1);
  });

  it('does not run again for a default of the platform, another timeout or the order of its variables', () => {
    const contract = structuredClone(shippedContract());
    contract.metadata.version = '9.0.0';
    contract.tiers['tier-2'].terminationGracePeriod = '90s';
    contract.workloadTypes['migration-job'].priorityClass = 'migration';
    expect(jobName(addColumn(), contract)).toBe(jobName(addColumn()));

    const later = addColumn();
    later.spec.migration!.timeout = '4h';
    expect(jobName(later)).toBe(jobName(addColumn()));

    const named = (env: Record<string, string>) => {
      const intent = addColumn();
      intent.spec.containers.app.env = env;
      return jobName(intent);
    };
    expect(named({ A: '1', B: '2' })).toBe(named({ B: '2', A: '1' }));
  });

  it('is left alone by Argo CD once it is there', () => {
    const result = compileShipped(addColumn());
    const { name } = find(result, 'Job').object.metadata;
    const application = result.objects.find(
      ({ object }) => object.metadata.name === 'prod-add-column',
    )?.object;
    expect(application?.spec).toMatchObject({
      ignoreDifferences: [
        { group: 'batch', kind: 'Job', name, jsonPointers: ['/spec'] },
      ],
    });
  });

  it('is left alone by Flux once it is there', () => {
    const contract = structuredClone(shippedContract());
    contract.providers.delivery.provider = 'flux';
    const result = compileShipped(addColumn(), { contract });
    expect(find(result, 'Job').object.metadata.annotations).toMatchObject({
      'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent',
    });
    // Waiting for its end would call a long one a failure.
    const kustomization = result.objects.find(
      ({ object }) => object.metadata.name === 'prod-add-column',
    )?.object;
    expect(kustomization?.kind).toBe('Kustomization');
    expect(kustomization?.spec).not.toHaveProperty('healthChecks');
  });
});

describe('A batch', () => {
  const contract = shippedContract();

  it('is told that it asks for more pods at a time than it has pieces', () => {
    const batch = (parallelism: number) => {
      const intent = trainModel();
      intent.spec.batch!.parallelism = parallelism;
      return compileShipped(intent).findings.filter(
        ({ policy }) => policy === 'batch',
      );
    };
    expect(batch(12)).toEqual([]);
    expect(batch(13)).toEqual([
      expect.objectContaining({
        severity: 'warn',
        at: '/spec/batch/parallelism',
        message: expect.stringContaining(
          '13 pieces at a time are more than the 12',
        ),
      }),
    ]);
  });

  it('runs its pieces by number, some at a time, below everything else, on the pool and nowhere else', () => {
    const { spec } = find(compileShipped(trainModel()), 'Job').object;
    expect(spec).toMatchObject({
      completionMode: 'Indexed',
      completions: 12,
      parallelism: 3,
      backoffLimitPerIndex: 2,
      activeDeadlineSeconds: 21600,
      template: {
        spec: {
          restartPolicy: 'Never',
          priorityClassName: 'batch',
          nodeSelector: { 'fairway.dev/node-pool': 'batch' },
          tolerations: [
            {
              key: 'fairway.dev/node-pool',
              operator: 'Equal',
              value: 'batch',
              effect: 'NoSchedule',
            },
          ],
        },
      },
    });
  });

  it('may have any name: each pod of it still has a host name', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9]{0,52}$/),
        fc.integer({ min: 1, max: 100_000 }),
        (name, completions) => {
          const intent = trainModel();
          intent.metadata.name = name;
          intent.spec.environments = ['prod'];
          intent.spec.batch!.completions = completions;
          const result = compileShipped(intent, {
            contract,
            environments: ['prod'],
          });
          const job = find(result, 'Job').object.metadata.name;
          expect(`${job}-${completions - 1}`.length).toBeLessThanOrEqual(63);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('on a pool that nobody knows is told the one that was meant', () => {
    const intent = trainModel();
    intent.spec.batch!.nodePool = 'bacth';
    expect(compileShipped(intent).findings).toEqual([
      expect.objectContaining({
        policy: 'node-pool',
        severity: 'deny',
        at: '/spec/batch/nodePool',
        remedy: 'Write batch',
      }),
    ]);
  });

  it('on a pool that is not in every cluster is told where it lacks', () => {
    const lacking = structuredClone(contract);
    for (const cluster of lacking.clusters) {
      if (cluster.name === 'nonprod-1') {
        delete cluster.nodePools;
      }
    }
    expect(
      compileShipped(trainModel(), { contract: lacking }).findings,
    ).toEqual([
      expect.objectContaining({
        message: 'The node pool batch is not in nonprod-1.',
        environments: ['dev'],
      }),
    ]);
  });
});

describe('A node agent', () => {
  it('is on every node of every cluster, replaces itself a node at a time, and says why it tolerates what it does', () => {
    const result = compileShipped(logAgent());
    const { metadata, spec } = find(result, 'DaemonSet').object;
    expect(metadata.annotations).toMatchObject({
      'fairway.dev/every-node': 'logs are wanted from every node',
    });
    expect(spec).toMatchObject({
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 1 },
      },
      template: {
        spec: {
          priorityClassName: 'node-agent',
          tolerations: [
            {
              key: 'node-role.kubernetes.io/control-plane',
              operator: 'Exists',
              effect: 'NoSchedule',
            },
            { key: 'fairway.dev/node-pool', operator: 'Exists' },
          ],
          containers: [
            {
              resources: { limits: { memory: '256Mi' } },
              readinessProbe: { httpGet: { path: '/ready' } },
            },
          ],
        },
      },
    });
    expect(
      result.objects
        .filter(({ object }) => object.kind === 'DaemonSet')
        .map(({ cluster }) => cluster),
    ).toEqual(['nonprod-1', 'prod-dr-1', 'prod-eu-1', 'prod-us-1']);
    expect(Object.keys(alertsOf(result))).toEqual(
      expect.arrayContaining(['AgentsUnavailable', 'AgentUpdateStuck']),
    );
  });

  it('counts once for each node in the quota and in the cost', () => {
    const { cost } = compileShipped(logAgent());
    expect(cost.lines.map(({ replicas }) => replicas)).toEqual([12, 30, 24, 9]);

    const greedy = logAgent();
    greedy.spec.containers.app.resources!.cpu = '6';
    expect(
      compileShipped(greedy).findings.map(({ message }) => message),
    ).toContainEqual(
      expect.stringMatching(
        /CPU\): limit 192 cores, .* asked for 378 cores \(one on each of 63 nodes\)/,
      ),
    );
  });

  it('that is new waits for the platform, and so does one that reaches further nodes', () => {
    const contract = shippedContract();
    const before = compileShipped(logAgent());
    const reasons = (after: CompileResult, known?: CompileResult) =>
      decideReview({ before: known, after, contract }).reasons.map(
        ({ trigger, why }) => `${trigger}: ${why}`,
      );
    expect(reasons(before)).toEqual([
      expect.stringContaining('DaemonSet log-agent acts on the whole cluster.'),
    ]);
    expect(reasons(before, before)).toEqual([]);

    const further = logAgent();
    further.spec.agent!.tolerations.push({
      key: 'nvidia.com/gpu',
      operator: 'Exists',
    });
    expect(reasons(compileShipped(further), before)).toEqual([
      expect.stringContaining(
        'DaemonSet log-agent reaches further nodes: it tolerates nvidia.com/gpu.',
      ),
    ]);
  });

  it('in a cluster whose nodes nobody counted warns that one is counted', () => {
    const contract = structuredClone(shippedContract());
    delete contract.clusters[0].nodes;
    expect(compileShipped(logAgent(), { contract }).findings).toContainEqual(
      expect.objectContaining({
        policy: 'node-count',
        severity: 'warn',
        message: expect.stringContaining('nonprod-1 has'),
      }),
    );
  });

  it('is told which nodes it would miss, until it tolerates their taints', () => {
    const missed = (tolerations: AgentTolerations) => {
      const intent = logAgent();
      intent.spec.agent!.tolerations = tolerations;
      return compileShipped(intent)
        .findings.filter(({ policy }) => policy === 'node-agent')
        .map(({ message, remedy, environments }) => ({
          message,
          remedy,
          environments,
        }));
    };
    const key = 'fairway.dev/node-pool';
    expect(missed([])).toEqual([
      {
        message:
          'It would not run on the nodes of pool batch, whose taint fairway.dev/node-pool=batch:NoSchedule it does not tolerate.',
        remedy: 'Add { key: fairway.dev/node-pool, operator: Exists }',
        environments: ['dev', 'prod'],
      },
    ]);
    expect(missed([{ key, operator: 'Equal', value: 'other' }])).toHaveLength(
      1,
    );
    expect(
      missed([{ key, operator: 'Exists', effect: 'NoExecute' }]),
    ).toHaveLength(1);
    expect(missed([{ key, operator: 'Exists' }])).toEqual([]);
    expect(missed([{ key, operator: 'Equal', value: 'batch' }])).toEqual([]);
  });
});

describe('What work costs that does not run all the time', () => {
  const costOf = (intent: ServiceIntent) => compileShipped(intent).cost;

  it('is an upper bound by schedule and timeout, and it says so', () => {
    const { monthly, monthlyAtMax, note } = costOf(
      nightlyReport('    timeout: 30m'),
    );
    expect(monthly).toBe(monthlyAtMax);
    expect(note).toBe(
      'An upper bound: at most 23 runs a month, each ended after 30 minutes, one at a time.',
    );
    // 23 runs of half an hour are 1.6% of 730 hours, of 0.1 core and 128Mi.
    expect(Number(monthly)).toBeCloseTo(0.016 * (2.35 + 1.18 + 0.58), 1);
  });

  it('is never more than that of a service, however often it runs', () => {
    const often = nightlyReport();
    often.spec.schedule!.cron = '* * * * *';
    const always = logAgent();
    expect(Number(costOf(often).monthly)).toBeLessThan(
      Number(costOf(always).monthly),
    );
    expect(costOf(often).lines[1]).toMatchObject({ cpu: '2.35' });
  });

  it('is a whole month where nothing ends the work', () => {
    const endless = trainModel();
    delete endless.spec.batch!.timeout;
    expect(costOf(endless)).toMatchObject({
      note: expect.stringContaining('a whole month is counted'),
    });
    expect(costOf(endless).lines[1]).toMatchObject({
      replicas: 3,
      cpu: '7.05',
    });
  });
});
