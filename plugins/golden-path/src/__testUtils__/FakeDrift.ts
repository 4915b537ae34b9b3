import { NotFoundError } from '@backstage/errors';
import type {
  ChangeRequest,
  DriftAnswer,
  DriftApi,
  DriftState,
  ServiceDrift,
  ServiceDriftSummary,
} from '@fairway/plugin-golden-path-common';
import { exampleRequest } from './changeRequests';

const STATES: DriftState[] = [
  'none',
  'behind',
  'edited',
  'none',
  'expired',
  'denied',
  'unreadable',
  'none',
];
const TEAMS = ['payments', 'checkout', 'risk', 'platform'];
const MOMENT = '2026-11-21T09:00:00Z';

function summary(
  service: string,
  state: DriftState,
  index = 0,
): ServiceDriftSummary {
  return {
    service,
    team: TEAMS[index % TEAMS.length],
    tier: (['tier-1', 'tier-2', 'tier-3'] as const)[index % 3],
    state,
    files: {
      edited: state === 'edited' ? 2 : 0,
      missing: state === 'edited' ? 1 : 0,
      foreign: 0,
      behind: state === 'behind' || state === 'edited' ? 4 : 0,
    },
    expired: state === 'expired' ? 1 : 0,
    denied: state === 'denied' ? 1 : 0,
    contractVersion: state === 'behind' ? '1.1.0' : '1.2.0',
    ...(index % 16 === 1
      ? {
          request: {
            id: `local-${index}`,
            number: index,
            url: `/change-requests/local-${index}`,
            state: 'open' as const,
          },
        }
      : {}),
    since: MOMENT,
  };
}

function detailOf(drift: ServiceDriftSummary): ServiceDrift {
  const { service, state } = drift;
  const path = `clusters/prod-eu-1/payments-prod/${service}`;
  const text = (memory: string) =>
    `kind: Rollout\nspec:\n  memory: ${memory}\n`;
  const object = (kind: string) => ({
    kind,
    name: service,
    env: 'prod',
    cluster: 'prod-eu-1',
  });
  return {
    ...drift,
    commit: 'c0ffee'.repeat(7).slice(0, 40),
    checkedAt: MOMENT,
    fileList:
      state === 'edited'
        ? [
            {
              path: `${path}/rollout-${service}.yaml`,
              kind: 'edited',
              object: object('Rollout'),
              words: ['memory limit of app 2Gi → 1536Mi'],
              line: 3,
              found: text('2Gi'),
              derived: text('1536Mi'),
            },
            {
              path: `${path}/service-${service}.yaml`,
              kind: 'missing',
              object: object('Service'),
              words: ['Service is added'],
              derived: 'kind: Service\n',
            },
          ]
        : [],
    waivers:
      state === 'expired'
        ? [
            {
              kind: 'exception',
              id: 'old-tls',
              service,
              subject: 'tls-minimum',
              environments: ['prod'],
              reason: 'the partner is late',
              approvedBy: 'group:security',
              ticket: 'SEC-12',
              expires: '2026-11-01',
              state: 'expired',
              daysLeft: 0,
            },
          ]
        : [],
    findings:
      state === 'denied'
        ? [
            {
              policy: 'image-signed',
              title: 'Signed images',
              severity: 'deny',
              message: 'The image of app has no signature.',
              at: '/spec/containers/app/image',
              remedy: 'Sign it in the build.',
            },
          ]
        : [],
    ...(state === 'unreadable'
      ? { problems: ['intent.yaml:12: "tier-9" is no tier; choose tier-1'] }
      : {}),
    changedIn: 'beef'.repeat(10),
    may: {
      mend:
        state === 'unreadable'
          ? { allowed: false, why: 'its intent cannot be read' }
          : { allowed: true },
    },
  };
}

/** Answers like the backend, from made-up data in memory. */
export class FakeDrift implements DriftApi {
  readonly rows: ServiceDriftSummary[];
  readonly mended: string[] = [];
  readonly checked: (string | undefined)[] = [];
  beside: Partial<DriftAnswer> = { checkedAt: MOMENT };

  constructor(rows: ServiceDriftSummary[] = []) {
    this.rows = rows;
  }

  /** So many services, in all states. */
  static ofSize(size: number): FakeDrift {
    return new FakeDrift(
      Array.from({ length: size }, (_row, index) =>
        summary(
          `service-${String(index).padStart(4, '0')}`,
          STATES[index % STATES.length],
          index,
        ),
      ),
    );
  }

  static ofOne(service: string, state: DriftState): FakeDrift {
    return new FakeDrift([summary(service, state)]);
  }

  async listDrift(query: {
    cursor?: string;
    limit?: number;
  }): Promise<DriftAnswer> {
    const { cursor = '0', limit = 50 } = query;
    const to = Number(cursor) + limit;
    const counts = {
      unreadable: 0,
      edited: 0,
      expired: 0,
      denied: 0,
      behind: 0,
      none: 0,
    };
    for (const { state } of this.rows) {
      counts[state] += 1;
    }
    return {
      items: this.rows.slice(Number(cursor), to),
      total: this.rows.length,
      nextCursor: to < this.rows.length ? String(to) : undefined,
      counts,
      contractVersion: '1.2.0',
      ...this.beside,
    };
  }

  async getDrift(service: string): Promise<ServiceDrift> {
    const row = this.rows.find(each => each.service === service);
    if (!row) {
      throw new NotFoundError(`${service} has not been looked at yet`);
    }
    return detailOf(row);
  }

  async mendDrift(service: string): Promise<ChangeRequest> {
    this.mended.push(service);
    return exampleRequest(2);
  }

  async checkDrift(request: { service?: string } = {}): Promise<void> {
    this.checked.push(request.service);
  }
}
