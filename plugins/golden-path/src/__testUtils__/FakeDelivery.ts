import {
  DELIVERY_STATES,
  type ChangeRequest,
  type DeliveryApi,
  type DeliveryEvidence,
  type DeliveryQuery,
  type DeliveryState,
  type DeliveryStep,
  type DeliverySummary,
  type DoraAnswer,
  type DoraFigures,
  type EnvironmentDelivery,
  type Page,
  type Release,
  type ServiceDelivery,
} from '@fairway/plugin-golden-path-common';
import { exampleRequest } from './changeRequests';

const AT = '2026-11-20T10:00:00Z';

export function exampleRelease(change: Partial<Release> = {}): Release {
  return {
    id: 'r2',
    environment: 'staging',
    image: `registry.example.com/payments-api@sha256:${'ab'.repeat(32)}`,
    commit: 'c0ffee'.repeat(7).slice(0, 40),
    request: { id: 'local-2', number: 2 },
    state: 'ready',
    failed: false,
    startedAt: AT,
    by: 'user:default/sam.reviewer',
    ...change,
  };
}

function evidenceOf(state: DeliveryState): DeliveryEvidence {
  return {
    id: `e-${state}`,
    state,
    outcome: state === 'synced' ? 'failed' : 'passed',
    at: AT,
    source: state === 'scanned' ? 'scanner' : 'ci',
    summary:
      state === 'scanned' ? 'Trivy found 0 critical, 2 high' : `It is ${state}`,
    url: `https://ci.example.com/${state}`,
    facts: { commit: '0123abcd' },
  };
}

function stepsOf(
  statuses: Partial<Record<DeliveryState, DeliveryStep['status']>>,
) {
  return DELIVERY_STATES.map((state): DeliveryStep => {
    const status = statuses[state] ?? 'waiting';
    return {
      state,
      status,
      evidence:
        status === 'done' || status === 'failed' ? [evidenceOf(state)] : [],
      ...(status === 'done' ? { at: AT } : {}),
      ...(status === 'missing'
        ? { why: 'Nobody has sent evidence of it.' }
        : {}),
      ...(status === 'not-applicable'
        ? { why: 'Nothing was taken back.' }
        : {}),
    };
  });
}

const ON_ITS_WAY = {
  proposed: 'done',
  built: 'done',
  scanned: 'done',
  signed: 'missing',
  'desired-state-updated': 'done',
  synced: 'done',
  ready: 'done',
  'rolled-back': 'not-applicable',
} as const;

export function exampleEnvironments(): EnvironmentDelivery[] {
  return [
    {
      environment: 'staging',
      clusters: ['staging-1'],
      release: exampleRelease(),
      steps: stepsOf(ON_ITS_WAY),
      missing: 1,
      since: AT,
      promote: { to: 'prod', allowed: true },
      rollback: {
        allowed: true,
        to: exampleRelease({
          id: 'r1',
          image: `registry.example.com/payments-api@sha256:${'cd'.repeat(32)}`,
        }),
      },
    },
    {
      environment: 'prod',
      clusters: ['prod-eu-1', 'prod-us-1'],
      release: exampleRelease({
        id: 'r0',
        environment: 'prod',
        state: 'synced',
        failed: true,
      }),
      steps: stepsOf({ ...ON_ITS_WAY, synced: 'failed', ready: 'waiting' }),
      missing: 1,
      since: AT,
      rollback: {
        allowed: false,
        why: 'There is no earlier release in prod to go back to.',
      },
    },
  ];
}

function figures(change: Partial<DoraFigures> = {}): DoraFigures {
  return {
    environment: 'prod',
    from: '2026-10-22T00:00:00Z',
    to: '2026-11-21T00:00:00Z',
    deployments: 24,
    deploymentsPerDay: 0.8,
    leadTime: { median: 7_200, p90: 90_000, sample: 22 },
    changeFailureRate: { ratio: 0.125, failed: 3, sample: 24 },
    daily: [
      { day: '2026-11-19', deployments: 4, failed: 1 },
      { day: '2026-11-20', deployments: 2, failed: 0 },
    ],
    ...change,
  };
}

/** Deliveries from made-up data, and what was asked for. */
export class FakeDelivery implements DeliveryApi {
  readonly asked: unknown[] = [];
  readonly rows: DeliverySummary[];
  environments: EnvironmentDelivery[];

  constructor(
    rows: DeliverySummary[] = [],
    environments = exampleEnvironments(),
  ) {
    this.rows = rows;
    this.environments = environments;
  }

  /** Of every twelve services one failed, one lacks evidence, and one was never heard of. */
  static ofSize(count: number): FakeDelivery {
    return new FakeDelivery(
      Array.from({ length: count }, (_row, index) => ({
        service: `service-${String(index).padStart(4, '0')}`,
        team: index % 2 ? 'payments' : 'checkout',
        tier: 'tier-1',
        environments: ['dev', 'prod'].map(environment => ({
          environment,
          ...(index % 12 === 3
            ? { failed: false, missing: 0 }
            : {
                state: environment === 'dev' ? 'stable' : 'synced',
                failed: index % 12 === 1 && environment === 'prod',
                missing: index % 12 === 2 ? 2 : 0,
                image: exampleRelease().image,
                since: AT,
              }),
        })),
      })),
    );
  }

  async listDelivery({ cursor, limit = 50, search = '' }: DeliveryQuery) {
    const rows = this.rows.filter(({ service }) => service.includes(search));
    const from = Number(cursor ?? 0);
    const to = from + limit;
    return {
      items: rows.slice(from, to),
      total: rows.length,
      nextCursor: to < rows.length ? String(to) : undefined,
    };
  }

  async getDelivery(service: string): Promise<ServiceDelivery> {
    return {
      service,
      environments: this.environments,
      sources: [
        { source: 'ci', configured: true, lastAt: AT },
        { source: 'argo-cd', configured: true },
        { source: 'flux', configured: false },
      ],
    };
  }

  async listReleases(): Promise<Page<Release>> {
    return {
      items: [
        exampleRelease(),
        exampleRelease({
          id: 'r1',
          image: `registry.example.com/payments-api@sha256:${'cd'.repeat(32)}`,
          state: 'stable',
          endedAt: AT,
          by: 'fairway',
        }),
      ],
      total: 2,
    };
  }

  async promote(service: string, request: object): Promise<ChangeRequest> {
    this.asked.push({ promote: service, ...request });
    return exampleRequest(7, 'waiting');
  }

  async rollback(service: string, request: object): Promise<ChangeRequest> {
    this.asked.push({ rollback: service, ...request });
    return exampleRequest(8, 'waiting');
  }

  async getDora(query: object): Promise<DoraAnswer> {
    this.asked.push(query);
    return {
      company: figures(),
      teams: [
        figures({ team: 'payments', deployments: 20 }),
        figures({
          team: 'checkout',
          deployments: 4,
          leadTime: undefined,
          changeFailureRate: undefined,
        }),
      ],
    };
  }
}
