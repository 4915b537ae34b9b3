import {
  standingOf,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { nextCursorOf, offsetOf, pageOf } from '@fairway/backend-kit';
import { awaitingReviewers, reviewersHeldBy } from './approvals';
import { escapeMarkdown } from './changeRequestBody';
import { planChange } from './changePlan';
import { ownedBy } from './layout';

const contract = {
  approvals: {
    reviewers: {
      sre: { title: 'SRE', groups: ['group:sre'] },
      security: { title: 'Security', groups: ['group:security'] },
    },
  },
  environments: [{ name: 'dev' }, { name: 'prod' }],
} as unknown as PlatformContract;

describe('the rules of review', () => {
  it('counts an approval for each kind of reviewer that the person is', () => {
    expect(
      reviewersHeldBy({
        claims: ['user:default/sam', 'group:default/sre'],
        reviewers: ['group:risk', 'security', 'sre', 'gone'],
        contract,
      }),
    ).toEqual(['sre']);
    expect(
      reviewersHeldBy({
        claims: ['group:default/risk'],
        reviewers: ['group:risk', 'gone'],
        contract,
      }),
    ).toEqual(['group:risk']);
  });

  it('waits for everyone who has not approved the newest commit', () => {
    const review = {
      decision: 'review' as const,
      reviewers: ['security', 'sre'],
      reasons: [],
    };
    const approvals = [
      { by: 'sam', reviewers: ['sre'], at: '', commit: 'new' },
      { by: 'kim', reviewers: ['security'], at: '', commit: 'old' },
    ];
    expect(awaitingReviewers({ review, approvals, commit: 'new' })).toEqual([
      'security',
    ]);
  });

  it('ends an exception with the last second of its day', () => {
    const at = (time: string) =>
      standingOf('2027-03-31', Date.parse(time)).state;
    expect(at('2027-01-01T00:00:00Z')).toBe('active');
    expect(at('2027-03-20T00:00:00Z')).toBe('near-expiry');
    expect(at('2027-03-31T23:59:59Z')).toBe('near-expiry');
    expect(at('2027-04-01T00:00:00Z')).toBe('expired');
  });
});

describe('the text of a request', () => {
  it('keeps what people typed as text', () => {
    const escaped = escapeMarkdown(
      '# h\n<script> @all [x](http://evil) `rm` | ![i](j) **b**',
    );
    expect(escaped.replace(/&(lt|#64);/g, '')).not.toMatch(
      /\n|<|@|(^|[^\\])[`#|[\]*!]/,
    );
  });
});

describe('what a request may touch', () => {
  const owned = (path: string) =>
    ownedBy({ path, service: 'payments-api', contract });

  it.each([
    ['services/payments-api/intent.yaml', true],
    ['services/payments-api-2/intent.yaml', false],
    ['clusters/c1/dev-payments/payments-api/service-x.yaml', true],
    ['clusters/c1/dev-payments/_namespace/role-viewer.yaml', false],
    ['clusters/c1/argocd/application-dev-payments-api.yaml', true],
    ['clusters/c1/argocd/application-dev-my-payments-api.yaml', false],
    ['clusters/c1/flux-system/kustomization-dev-payments-api.yaml', true],
    [
      'clusters/c1/flux-system/kustomization-namespace-dev-payments.yaml',
      false,
    ],
    ['clusters/c1/flux-system/gitrepository-services.yaml', false],
    ['resources/payments-api.yaml', false],
  ])('%s: %s', (path, expected) => {
    expect(owned(path)).toBe(expected);
  });

  it('writes nothing for a service that derives nothing, and removes only its own', async () => {
    const result = {
      name: 'payments-api',
      objects: [],
      documents: [],
    } as unknown as Parameters<typeof planChange>[0]['results'][number];
    const plan = await planChange({
      results: [result],
      abandoned: [],
      owned: ['services/payments-api/old.yaml'],
      read: async () => new Map(),
    });
    expect(plan).toEqual({
      write: [],
      remove: ['services/payments-api/old.yaml'],
    });
  });
});

describe('pages', () => {
  it('walks to the end without a row twice', () => {
    const all = Array.from({ length: 7 }, (_, index) => index);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = pageOf(all, { cursor, limit: 3 });
      expect(page.total).toBe(7);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all);
  });

  it('refuses a cursor that no page gave', () => {
    expect(() => offsetOf('nonsense')).toThrow(/nextCursor/);
    expect(nextCursorOf({ offset: 0, count: 0, total: 5 })).toBeUndefined();
  });
});
