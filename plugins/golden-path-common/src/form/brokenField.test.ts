import fc from 'fast-check';
import { NOW, shippedContract } from '../compile/__testUtils__/shipped';
import { buildFleet } from '../fleet';
import { formPathOf } from './formPath';
import type { IntentForm } from './intentForm';
import { previewForm } from './preview';

const contract = shippedContract();
const fleet = buildFleet({ intents: [], contract });
const digest = `sha256:${'ab'.repeat(32)}`;

/** A form with every field filled in. */
const whole: IntentForm = {
  name: 'refunds-api',
  title: 'Refunds',
  description: 'Gives money back',
  tags: ['money'],
  owner: 'group:default/payments',
  system: 'system:default/billing',
  tier: 'tier-2',
  dataClassification: 'internal',
  exposure: 'public',
  runtime: 'java',
  image: `registry.example.com/refunds-api@${digest}`,
  port: 8080,
  env: [{ name: 'LOG_LEVEL', value: 'info' }],
  health: { ready: '/health/ready', live: '/health/live', drain: '/drain' },
  resources: { cpu: '250m', memory: '512Mi', memoryLimit: '1Gi' },
  container: { metricsPort: 9090, metricsPath: '/prom', args: ['--fast'] },
  route: {
    host: 'refunds.example.com',
    paths: ['/v1'],
    authentication: 'oauth2',
    rateLimit: '500rps',
    accessLogRetention: '90d',
    abuseMonitoring: 'Refunds above the usual',
  },
  dependencies: [{ resource: 'postgres-payments', onFailure: 'retry' }],
  accepts: ['checkout-api'],
  secrets: [{ name: 'payments-db', keys: ['dsn'] }],
  scaling: { min: 2, max: 10, metric: 'cpu' },
  capacity: { expectedRps: 100 },
  rollout: {
    strategy: 'canary',
    steps: [{ weight: 10, pause: '5m' }, { weight: 50 }],
    rollback: 'the team decides',
  },
  slo: { availability: 99.5, latencyP95Ms: 250 },
  operations: {
    channel: '#payments',
    escalation: 'payments-primary',
    runbook: 'docs/runbook.md',
    repository: 'https://git.example.com/refunds',
  },
  environments: ['dev', 'prod'],
  perEnvironment: [
    {
      name: 'dev',
      scaling: { min: 1, max: 2 },
      resources: { cpu: '100m', memory: '256Mi' },
    },
  ],
};

/** Paths of every value that someone types or picks. */
function leavesOf(value: unknown, path: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) =>
        leavesOf(member, [...path, key]),
      )
    : [path];
}

function broken(value: unknown, path: string[], by: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === head ? broken(item, rest, by) : item,
    );
  }
  return typeof value === 'object' && value !== null
    ? { ...value, [head]: broken(Reflect.get(value, head), rest, by) }
    : value;
}

/** The name of an entry decides which entry it is; a form with another one is another form. */
const leaves = leavesOf(whole).filter(
  ([head, , last]) => !(head === 'perEnvironment' && last === 'name'),
);

/** What no field takes: a control character, a mapping, far too much. */
const garbage = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }).map(text => `BROKEN\u0007${text}`),
  fc.constantFrom<unknown>(
    { BROKEN: 'yes' },
    ['BROKEN\u0007'],
    -12345678,
    'BROKEN'.repeat(900),
  ),
);

const preview = (form: IntentForm, earlier?: unknown) =>
  previewForm({
    workloadType: 'http-api',
    form,
    contract,
    fleet,
    now: NOW,
    earlier,
  });

describe('a form with one field broken', () => {
  const good = preview(whole);

  it('is well-formed while nothing is broken', () => {
    expect({ problems: good.problems, missing: good.missing }).toEqual({
      problems: [],
      missing: [],
    });
  });

  it('still shows what the rest gives, names that field, and compiles nothing of what is broken', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...leaves),
        garbage,
        fc.boolean(),
        (path, by, wasGood) => {
          const form = broken(whole, path, by) as IntentForm;
          const { result, problems, ready, standIns } = preview(
            form,
            wasGood ? good.wellFormed : undefined,
          );
          expect(result?.objects.length).toBeGreaterThan(10);
          expect(ready).toBe(false);
          const named = problems.map(({ at }) =>
            formPathOf({ pointer: at, form }).map(String),
          );
          expect(named.map(([head]) => head)).toContain(path[0]);
          const text = JSON.stringify(result);
          expect(text).not.toContain('BROKEN');
          expect(text).not.toContain('12345678');
          // Only that field gives way, or the list entry or group that cannot be without it.
          expect(standIns.length).toBeGreaterThan(0);
          for (const { at } of standIns) {
            expect(formPathOf({ pointer: at, form })[0]).toBe(path[0]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
