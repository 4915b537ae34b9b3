import {
  deployment,
  testContract,
  testIntent,
  testResult,
} from '../checks/__testUtils__/fixtures';
import type { CompileResult } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { decideReview } from './review';

const contract = testContract();
const decide = (after: CompileResult, before?: CompileResult) =>
  decideReview({ before, after, contract });
const triggers = (after: CompileResult, before?: CompileResult) =>
  decide(after, before).reasons.map(({ trigger }) => trigger);
const withSpec = (spec: Partial<ServiceIntent['spec']>) =>
  testResult({ intent: testIntent({ spec }) });
const open = (
  route: Partial<NonNullable<ServiceIntent['spec']['route']>> = {},
) =>
  withSpec({
    workloadType: 'http-api',
    exposure: 'public',
    route: { host: 'a.example.com', authentication: 'jwt', ...route },
  });

describe('The review decision', () => {
  it('is automatic for a new internal service and for a new image', () => {
    expect(decide(testResult({ objects: [deployment()] }))).toEqual({
      decision: 'automatic',
      reviewers: [],
      reasons: [],
    });
    expect(
      triggers(
        testResult({
          objects: [deployment({ container: { image: 'app:2' } })],
        }),
        testResult({ objects: [deployment()] }),
      ),
    ).toEqual([]);
  });

  it('needs security when a service becomes public, and when its door changes', () => {
    expect(decide(open(), testResult({}))).toEqual({
      decision: 'review',
      reviewers: ['security'],
      reasons: [
        {
          trigger: 'public-route',
          reviewer: 'security',
          at: '/spec/route',
          why: 'payments-api becomes public on a-dev.example.com, a.example.com. Because it is risky.',
        },
      ],
    });
    expect(triggers(open(), open())).toEqual([]);
    expect(triggers(open({ host: 'b.example.com' }), open())).toEqual([
      'public-route',
    ]);
    expect(triggers(open({ authentication: 'none' }), open())).toEqual([
      'public-route',
    ]);
    expect(triggers(testResult({}), open())).toEqual(['public-route-changed']);
  });

  it('needs security for what reaches beyond the pod, when it is new', () => {
    const privileged = testResult({
      objects: [
        deployment({ container: { securityContext: { privileged: true } } }),
      ],
    });
    const hostPath = testResult({
      objects: [
        deployment({
          pod: { volumes: [{ name: 'v', hostPath: { path: '/var/run' } }] },
        }),
      ],
    });
    const plain = testResult({ objects: [deployment()] });
    expect(triggers(privileged, plain)).toEqual(['privileged']);
    expect(triggers(privileged, privileged)).toEqual([]);
    expect(decide(hostPath, plain).reasons[0].why).toContain(
      'Deployment payments-api: /var/run of the node is mounted.',
    );
  });

  it('counts in production only, where a rule names no environments', () => {
    const inDev = testResult({
      objects: [
        deployment({
          env: 'dev',
          container: { securityContext: { privileged: true } },
        }),
      ],
    });
    expect(triggers(inDev)).toEqual([]);
  });

  it('needs a look at ten times the replicas, and not at nine', () => {
    const upTo = (max: number) => withSpec({ scaling: { min: 2, max } });
    expect(triggers(upTo(40), upTo(4))).toEqual(['replicas-tenfold']);
    expect(triggers(upTo(39), upTo(4))).toEqual([]);
    expect(triggers(upTo(400))).toEqual([]);
  });

  it('needs a look at a new tier-1 service, a new owner, an override, a store, and what acts on a cluster', () => {
    const before = testResult({});
    expect(triggers(withSpec({ tier: 'tier-1' }))).toEqual([
      'tier-1-readiness',
    ]);
    expect(triggers(withSpec({ tier: 'tier-1' }), before)).toEqual([
      'tier-1-readiness',
    ]);
    expect(
      triggers(
        testResult({ intent: testIntent({ owner: 'group:risk' }) }),
        before,
      ),
    ).toEqual(['owner-changed']);
    const overridden = withSpec({
      overrides: [
        {
          target: { kind: 'Deployment' },
          patch: [{ op: 'remove', path: '/spec/replicas' }],
          reason: 'drains long transfers',
          approvedBy: 'group:platform',
          expires: '2027-03-31',
        },
      ],
    });
    expect(triggers(overridden, before)).toEqual(['override-used']);
    expect(triggers(overridden, overridden)).toEqual([]);
    expect(
      triggers(
        testResult({ objects: [deployment({ kind: 'StatefulSet' })] }),
        before,
      ),
    ).toEqual(['new-stateful']);
    expect(
      triggers(
        testResult({ objects: [deployment({ kind: 'DaemonSet' })] }),
        before,
      ),
    ).toEqual(['cluster-wide-controller']);
  });

  it('lets nothing be taken away from production unseen', () => {
    const before = withSpec({
      tier: 'tier-1',
      dataClassification: 'confidential',
      accepts: ['checkout-api'],
    });
    const changed = (spec: Partial<ServiceIntent['spec']>) =>
      testResult({
        intent: testIntent({ spec: { ...before.intent.spec, ...spec } }),
      });
    expect(triggers(changed({}), before)).toEqual([]);
    expect(decide(changed({ tier: 'tier-3' }), before)).toMatchObject({
      decision: 'review',
      reviewers: ['sre'],
      reasons: [
        {
          trigger: 'tier-lowered',
          why: 'payments-api goes from tier-1 down to tier-3. Because it is risky.',
        },
      ],
    });
    expect(
      decide(changed({ dataClassification: 'public' }), before),
    ).toMatchObject({
      reviewers: ['security'],
      reasons: [{ trigger: 'classification-lowered' }],
    });
    expect(
      decide(changed({ environments: ['dev'] }), before).reasons.map(
        ({ trigger, why }) => [trigger, why],
      ),
    ).toEqual([
      [
        'environment-removed',
        'payments-api no longer runs in prod. Because it is risky.',
      ],
      [
        'agreement-removed',
        'checkout-api may call payments-api, which is no longer found in prod. Because it is risky.',
      ],
    ]);
    expect(triggers(changed({ environments: ['prod'] }), before)).toEqual([]);
    expect(triggers(changed({ accepts: [] }), before)).toEqual([
      'agreement-removed',
    ]);
    // What leaves production and is lowered in the same step is told both ways.
    expect(
      triggers(changed({ environments: ['dev'], tier: 'tier-3' }), before),
    ).toContain('tier-lowered');
  });

  it('asks the owners of callers that lose what they agreed on', () => {
    const before = withSpec({
      accepts: ['checkout-api', 'ledger', 'reports'],
    });
    before.agreements = [
      ['checkout-api', 'agreed', 'group:checkout'],
      ['ledger', 'agreed', 'group:payments'],
      // Never called it.
      ['reports', 'missing-dependency', 'group:finance'],
    ].map(([caller, state, callerOwner]) => ({
      caller,
      callee: 'payments-api',
      kind: 'service',
      state: state === 'agreed' ? 'agreed' : 'missing-dependency',
      callerOwner,
    }));
    const { reviewers, reasons } = decide(withSpec({ accepts: [] }), before);
    expect(reviewers).toEqual(['group:checkout', 'sre']);
    expect(reasons).toContainEqual({
      trigger: 'agreement',
      reviewer: 'group:checkout',
      at: '/spec/accepts',
      why: 'payments-api no longer accepts checkout-api, ledger, reports. group:checkout owns what calls it.',
    });
    expect(
      decide(withSpec({ accepts: ['checkout-api', 'ledger'] }), before)
        .reviewers,
    ).toEqual(['sre']);
  });

  it('needs a look the first time an exception is used', () => {
    const excused = testResult({
      findings: [
        {
          policy: 'image-digest',
          title: 'Digest',
          severity: 'warn',
          message: 'a tag',
          at: '',
          remedy: 'pin it',
          environments: ['prod'],
          exception: {
            id: 'legacy-image',
            expires: '2027-01-01',
            approvedBy: 'group:security',
            reason: 'vendor image',
          },
        },
      ],
    });
    expect(triggers(excused, testResult({}))).toEqual(['exception-used']);
    expect(triggers(excused, excused)).toEqual([]);
  });

  it('needs a look at what changes while the error budget is spent, and only from there on', () => {
    const policied = {
      ...contract,
      slo: {
        budgetPolicy: [
          { spentPercent: 50, consequence: 'look' },
          { spentPercent: 100, consequence: 'ask', review: true },
        ],
      },
      approvals: {
        ...contract.approvals,
        rules: [
          {
            trigger: 'budget-spent' as const,
            decision: 'Change it',
            reviewer: 'sre',
            why: 'Because it is risky.',
          },
        ],
      },
    };
    const at = (
      spent: number,
      before?: CompileResult,
      service = 'payments-api',
    ) =>
      decideReview({
        before,
        after: testResult({}),
        contract: policied,
        spentBudgets: [{ service, title: '99.9% of requests succeed', spent }],
      });
    expect(at(1.204, testResult({}))).toEqual({
      decision: 'review',
      reviewers: ['sre'],
      reasons: [
        {
          trigger: 'budget-spent',
          reviewer: 'sre',
          why: '120% of the error budget of "99.9% of requests succeed" is spent. Because it is risky.',
        },
      ],
    });
    expect(at(0.99, testResult({})).decision).toBe('automatic');
    policied.slo.budgetPolicy[1].spentPercent = 29;
    expect(at(0.29, testResult({})).decision).toBe('review');
    expect(at(0.289, testResult({})).decision).toBe('automatic');
    expect(at(3).decision).toBe('automatic');
    expect(at(3, testResult({}), 'other').decision).toBe('automatic');
  });
});
