import {
  fraudService,
  NOW,
  shippedContract,
} from '../compile/__testUtils__/shipped';
import { buildFleet } from '../fleet';
import type { IntentForm } from './intentForm';
import { previewForm } from './preview';

const contract = shippedContract();
const fleet = buildFleet({ intents: [fraudService()], contract });

const preview = (form: IntentForm) =>
  previewForm({ workloadType: 'http-api', form, contract, fleet, now: NOW });

/** What someone has stated by the end of the form of a small service. */
const complete: IntentForm = {
  name: 'refunds-api',
  owner: 'group:default/payments',
  system: 'system:default/billing',
  tier: 'tier-3',
  dataClassification: 'internal',
  exposure: 'internal',
  runtime: 'java',
  image: `registry.example.com/refunds-api@sha256:${'ab'.repeat(32)}`,
  port: 8080,
  health: { ready: '/health/ready', live: '/health/live' },
  slo: { availability: 99.5 },
  operations: { channel: '#payments', runbook: 'docs/runbook.md' },
  environments: ['dev', 'staging', 'prod'],
};

describe('what the form shows while someone types', () => {
  it('shows objects from the first keystroke, and asks for what is not stated yet', () => {
    const first = preview({ name: 'r' });
    expect(first.result?.objects.length).toBeGreaterThan(0);
    expect(first.missing.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['owner', 'system', 'image', 'environments']),
    );
    expect(first.missing.map(({ title }) => title)).not.toContain('name');
    expect(first.ready).toBe(false);
  });

  it('is ready once everything is stated and nothing denies', () => {
    const { ready, missing, problems, review } = preview(complete);
    expect({ ready, missing, problems }).toEqual({
      ready: true,
      missing: [],
      problems: [],
    });
    expect(review?.decision).toBe('automatic');
  });

  it.each([
    ['a name that is no DNS label', { name: 'Refunds API' }, '/metadata/name'],
    ['a name like a flag', { name: '--upload-pack=x' }, '/metadata/name'],
    ['a name that climbs', { name: '../../etc' }, '/metadata/name'],
    [
      'a description of two lines',
      { description: 'one\nkind: Secret' },
      '/metadata/description',
    ],
  ])('tells %s at its place, and compiles none of it', (_what, part, at) => {
    const { problems, result, ready } = preview({ ...complete, ...part });
    expect(problems.map(problem => problem.at)).toContain(at);
    expect(result?.objects.length).toBeGreaterThan(0);
    for (const value of Object.values(part)) {
      expect(JSON.stringify(result)).not.toContain(JSON.stringify(value));
    }
    expect(ready).toBe(false);
  });

  it('denies an image by tag in production and says where', () => {
    const { findings, ready } = preview({
      ...complete,
      image: 'registry.example.com/refunds-api:1.2',
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        policy: 'image-digest',
        severity: 'deny',
        at: '/spec/containers/app/image',
        environments: ['prod'],
      }),
    );
    expect(ready).toBe(false);
  });

  it('counts an agreement as made once the other side is added to the request', () => {
    const form = { ...complete, dependencies: [{ service: 'fraud-service' }] };
    const alone = preview(form);
    expect(alone.result?.agreements).toContainEqual(
      expect.objectContaining({
        callee: 'fraud-service',
        state: 'missing-accept',
      }),
    );
    expect(alone.ready).toBe(false);

    const together = preview({ ...form, acceptOn: ['fraud-service'] });
    expect(together.result?.agreements).toContainEqual(
      expect.objectContaining({ callee: 'fraud-service', state: 'agreed' }),
    );
    expect(together.ready).toBe(true);
    // The fleet that others see is not touched by what one form considers.
    expect(fleet.services['fraud-service'].accepts).not.toContain(
      'refunds-api',
    );
  });

  it('says nothing against what stands in for answers that are still to come', () => {
    const { findings, missing } = preview({
      ...complete,
      image: undefined,
      owner: undefined,
    });
    expect(missing.map(({ title }) => title)).toEqual(['owner', 'image']);
    expect(findings.filter(({ severity }) => severity === 'deny')).toEqual([]);
  });

  it('goes on with what was stated before, and says so', () => {
    const before = preview({ ...complete, title: 'Refunds' });
    const now = previewForm({
      workloadType: 'http-api',
      form: { ...complete, title: 'Refunds\tAPI', name: 'refunds-api' },
      contract,
      fleet,
      now: NOW,
      earlier: before.wellFormed,
    });
    expect(now.result?.intent.metadata.title).toBe('Refunds');
    expect(now.standIns).toEqual([{ at: '/metadata/title', by: 'earlier' }]);
    expect(now.result?.cost).toEqual(before.result?.cost);
  });

  it('keeps the part of the range that is right, and never takes a placeholder for a statement', () => {
    const upsideDown = preview({ ...complete, scaling: { min: 20, max: 10 } });
    expect(upsideDown.problems.map(({ at }) => at)).toEqual([
      '/spec/scaling/max',
    ]);
    expect(upsideDown.result?.intent.spec.scaling?.min).toBe(20);
    expect(upsideDown.standIns).toEqual([
      { at: '/spec/scaling/max', by: 'placeholder' },
    ]);
    expect(upsideDown.wellFormed).not.toHaveProperty('spec.scaling.max');

    const half = preview({ ...complete, scaling: { min: 4 } });
    expect(half.problems).toEqual([]);
    expect(half.missing).toEqual([
      { at: '/spec/scaling/max', title: 'most replicas' },
    ]);
    expect(half.result?.intent.spec.scaling?.min).toBe(4);
  });

  it('drops only the malformed entry of a list', () => {
    const { result, problems } = preview({
      ...complete,
      dependencies: [
        { service: 'Fraud Service' },
        {
          external: 'api.stripe.com:443',
          owner: 'group:payments',
          onFailure: 'retry',
        },
      ],
    });
    expect(problems.map(({ at }) => at)).toEqual([
      '/spec/dependencies/0/service',
    ]);
    expect(result?.intent.spec.dependencies).toHaveLength(1);
    expect(result?.agreements.map(({ callee }) => callee)).toEqual([
      'api.stripe.com:443',
    ]);
  });

  it('names a variable that stands twice or has no name', () => {
    const twice = preview({
      ...complete,
      env: [
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'LOG_LEVEL', value: 'debug' },
      ],
    });
    expect(twice.problems.map(({ message }) => message)).toEqual([
      'the variable "LOG_LEVEL" stands twice',
    ]);
    expect(twice.ready).toBe(false);
    const nameless = preview({ ...complete, env: [{ value: 'info' }] });
    expect(nameless.problems.map(({ at }) => at)).toEqual([
      '/spec/containers/app/env/',
    ]);
  });

  it('asks the owner of the other side to review, unless it is the same team', () => {
    const form = {
      ...complete,
      dependencies: [{ service: 'fraud-service' }],
      acceptOn: ['fraud-service'],
    };
    const { review } = preview(form);
    expect(review).toMatchObject({
      decision: 'review',
      reviewers: ['group:risk'],
    });
    expect(review?.reasons[0].why).toContain(
      'The intent of fraud-service changes',
    );
    expect(preview({ ...form, owner: 'group:risk' }).review?.decision).toBe(
      'automatic',
    );
  });

  it('says at once when someone may not propose for the owner, or under that name', () => {
    const as = (
      form: IntentForm,
      proposer: { claims: string[]; forOthers: boolean },
    ) =>
      previewForm({
        workloadType: 'http-api',
        form,
        contract,
        fleet,
        now: NOW,
        proposer,
      });
    const priya = { claims: ['group:default/payments'], forOthers: false };
    expect(as(complete, priya).ready).toBe(true);

    const foreign = as({ ...complete, owner: 'group:checkout' }, priya);
    expect(foreign.ready).toBe(false);
    expect(foreign.findings).toContainEqual(
      expect.objectContaining({
        severity: 'deny',
        at: '/metadata/owner',
        message: 'You are no member of checkout, which would own it.',
      }),
    );
    expect(
      as(
        { ...complete, owner: 'group:checkout' },
        { ...priya, forOthers: true },
      ).ready,
    ).toBe(true);

    const taken = as({ ...complete, name: 'fraud-service' }, priya);
    expect(taken.ready).toBe(false);
    expect(taken.standing?.team).toBe('risk');
    expect(taken.findings).toContainEqual(
      expect.objectContaining({
        severity: 'deny',
        at: '/metadata/name',
        message: 'fraud-service is a service of risk already.',
      }),
    );
    const own = as(
      { ...complete, name: 'fraud-service', owner: 'group:risk' },
      { claims: ['group:default/risk'], forOthers: false },
    );
    expect(own.ready).toBe(true);
    expect(own.findings.map(({ at }) => at)).toContain('/metadata/name');
  });

  it('estimates nothing from placeholders, and nothing where nothing is derived', () => {
    expect(preview({}).estimated).toBe(false);
    expect(preview({ name: 'refunds-api' }).estimated).toBe(false);
    expect(preview({ tier: 'tier-3', environments: ['dev'] }).estimated).toBe(
      true,
    );
    expect(
      previewForm({
        workloadType: 'queue-worker',
        form: complete,
        contract,
        fleet,
        now: NOW,
      }).estimated,
    ).toBe(false);
  });
});
