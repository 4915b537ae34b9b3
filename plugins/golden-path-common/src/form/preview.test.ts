import {
  fraudService,
  NOW,
  shippedContract,
} from '../compile/__testUtils__/shipped';
import { buildFleet } from '../fleet';
import type { IntentForm } from './intentFromForm';
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
  ])('tells %s at its place, and compiles nothing', (_what, part, at) => {
    const { problems, result, ready } = preview({ ...complete, ...part });
    expect(problems.map(problem => problem.at)).toContain(at);
    expect(result).toBeUndefined();
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
});
