import type {
  ChangeRequest,
  ChangeRequestSummary,
  FileChange,
  FileDiff,
} from '@fairway/plugin-golden-path-common';
import { exampleObject, exampleResult, exampleText } from './service';

const NAMES = [
  'payments-api',
  'fraud-service',
  'checkout-api',
  'mobile-bff',
  'search-indexer-with-a-rather-long-name-for-a-service',
];

/** Which story a request tells. */
export type Story = 'waiting' | 'mergeable' | 'conflict' | 'denied' | 'merged';

const STORIES: Story[] = [
  'waiting',
  'mergeable',
  'conflict',
  'denied',
  'merged',
];

function commitOf(number: number): string {
  return number.toString(16).padStart(40, 'a');
}

/** The number decides everything, so pages look the same every time. */
export function storyOf(number: number): Story {
  return STORIES[(number - 1) % STORIES.length];
}

/** A row of the list. */
export function exampleSummary(
  number: number,
  story: Story = storyOf(number),
): ChangeRequestSummary {
  const service = NAMES[number % NAMES.length];
  const createdAt = new Date(
    Date.parse('2026-11-21T08:00:00Z') - number * 5_400_000,
  ).toISOString();
  const needsReview = story !== 'mergeable';
  return {
    id: `local-${number}`,
    number,
    host: 'local',
    url: `/change-requests/local-${number}`,
    title:
      number % 4 === 0
        ? `Raise the memory limit of ${service} and let the mobile backend call it`
        : `Change ${service}`,
    service,
    owner: 'group:default/payments',
    author: 'user:default/priya.engineer',
    state: story === 'merged' ? 'merged' : 'open',
    createdAt,
    updatedAt: createdAt,
    mergedAt: story === 'merged' ? '2026-11-21T09:00:00Z' : undefined,
    contractVersion: '1.2.0',
    review: {
      decision: needsReview ? 'review' : 'automatic',
      reviewers: needsReview ? ['security', 'sre'] : [],
      reasons: needsReview
        ? [
            {
              trigger: 'public-route',
              reviewer: 'security',
              why: 'a new public route to payments.example.com',
            },
            {
              trigger: 'tier-1-readiness',
              reviewer: 'sre',
              why: 'a tier-1 service changes in production',
            },
          ]
        : [],
    },
    awaiting: story === 'waiting' || story === 'denied' ? ['security'] : [],
    counts: {
      added: 2,
      changed: 6,
      removed: 1,
      deny: story === 'denied' ? 1 : 0,
      warn: 1,
    },
    monthlyBefore: number % 2 === 0 ? '1180.00' : undefined,
    monthlyAfter: '1284.40',
    currency: 'EUR',
  };
}

const PROD = ['prod-eu-1', 'prod-us-1', 'prod-dr-1'];

function filesOf(service: string): FileChange[] {
  const file = (
    kind: string,
    env: string,
    cluster: string,
    change: FileChange['change'],
    words: string[] = [],
  ): FileChange => ({
    path: exampleObject({ name: service, kind, env, cluster }).path,
    change,
    kind,
    name: service,
    env,
    cluster,
    words,
  });
  return [
    {
      path: `services/${service}/intent.yaml`,
      change: 'changed',
      words: ['memory limit of app 1Gi → 1536Mi', 'replicas 3 → 4'],
    },
    file('Rollout', 'dev', 'nonprod-1', 'changed', ['replicas 3 → 4']),
    file('HTTPRoute', 'staging', 'staging-1', 'added'),
    ...PROD.map(cluster =>
      file('Rollout', 'prod', cluster, 'changed', [
        'replicas 3 → 4',
        'memory limit of app 1Gi → 1536Mi',
      ]),
    ),
    ...PROD.map(cluster => file('NetworkPolicy', 'prod', cluster, 'added')),
    file('PodDisruptionBudget', 'dev', 'nonprod-1', 'removed'),
  ];
}

function permissionsOf(story: Story): ChangeRequest['may'] {
  const yes = { allowed: true };
  switch (story) {
    case 'mergeable':
      return {
        approve: {
          allowed: false,
          why: 'you opened this request, and nobody approves their own',
        },
        merge: yes,
        close: yes,
      };
    case 'waiting':
      return {
        approve: yes,
        merge: { allowed: false, why: 'security has not approved yet' },
        close: {
          allowed: false,
          why: 'only its author and the owners of payments-api may',
        },
      };
    case 'conflict':
      return {
        approve: yes,
        merge: { allowed: false, why: 'main has changed the same files' },
        close: yes,
      };
    default:
      return {
        approve: yes,
        merge: { allowed: false, why: 'a policy denies it' },
        close: yes,
      };
  }
}

/** A whole request. */
export function exampleRequest(
  number: number,
  story: Story = storyOf(number),
): ChangeRequest {
  const summary = exampleSummary(number, story);
  const result = exampleResult(summary.service);
  const files = filesOf(summary.service);
  return {
    ...summary,
    branch: `fairway/${summary.service}`,
    base: 'main',
    commit: commitOf(number),
    baseCommit: commitOf(number + 1000),
    body: `Raises the memory limit of **${summary.service}**.\n\nThe last load test ran into it at 430 rps.`,
    mergeability:
      story === 'conflict'
        ? {
            state: 'conflict',
            files: [`services/${summary.service}/intent.yaml`],
          }
        : { state: 'clean' },
    files,
    evidence: {
      intent: result.intent,
      findings: result.findings.filter(
        ({ severity }) => severity === 'warn' || story === 'denied',
      ),
      notDerived: result.notDerived,
      agreements: result.agreements,
      readinessBefore: { ...result.readiness, met: 4 },
      readinessAfter: result.readiness,
      costAfter: result.cost,
      because: Object.fromEntries(
        files
          .filter(({ kind }) => kind)
          .map(({ path }) => [path, result.objects[0].because]),
      ),
    },
    approvals: [
      {
        by: 'user:default/sam.reviewer',
        reviewers: ['sre'],
        at: '2026-11-21T08:30:00Z',
        commit: commitOf(number),
        stale: false,
      },
    ],
    comments: [
      {
        id: 'c1',
        by: 'user:default/pat.platform',
        at: '2026-11-21T08:20:00Z',
        text: 'Does the **canary** cover the new limit?',
      },
    ],
    may: permissionsOf(story),
  };
}

/** Text before and after of one changed file. */
export function exampleDiff(
  request: ChangeRequest,
  file: FileChange,
): FileDiff {
  const { kind, env, cluster } = file;
  const text = (replicas: number) =>
    kind && env && cluster
      ? exampleText({ name: request.service, kind, env, cluster, replicas })
      : `metadata:\n  name: ${request.service}\nspec:\n  scaling:\n    min: ${replicas}\n    max: 30\n`;
  return {
    ...file,
    before: file.change === 'added' ? undefined : text(3),
    after: file.change === 'removed' ? undefined : text(4),
  };
}
