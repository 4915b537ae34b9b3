import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseIntent } from '../schema/parse';
import { writeYaml } from '../yaml';
import type { IntentEdit } from './api';
import { applyIntentEdits, isEditPointer } from './edits';

const TEXT = `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata:
  name: payments-api
  system: billing
  owner: group:payments
spec:
  workloadType: http-api
  tier: tier-2
  dataClassification: internal
  exposure: internal
  runtime: go
  containers:
    app:
      image: registry.example.com/payments-api@sha256:${'a'.repeat(64)}
      port: 8080
      resources:
        cpu: 250m
        memory: 256Mi
  scaling:
    min: 2
    max: 6
  environments:
    - dev
    - prod
`;

function intentOf(text: string) {
  const parsed = parseIntent(text);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.value;
}

const intent = () => intentOf(TEXT);

/** What the file of the service says afterwards, or what is wrong. */
function edited(...edits: IntentEdit[]): string {
  const result = applyIntentEdits(intent(), edits);
  return result.ok
    ? writeYaml(result.intent)
    : result.problems.map(({ at, message }) => `${at}: ${message}`).join('\n');
}

describe('An edit of many intents', () => {
  it('sets a value, adds a field in its place, and takes one away', () => {
    expect(edited({ at: '/spec/scaling/max', to: 8 })).toBe(
      TEXT.replace('max: 6', 'max: 8'),
    );
    expect(edited({ at: '/spec/rollout/strategy', to: 'rolling' })).toBe(
      TEXT.replace(
        '  environments:',
        '  rollout:\n    strategy: rolling\n  environments:',
      ),
    );
    expect(edited({ at: '/spec/containers/app/resources' })).toBe(
      TEXT.replace(
        '      resources:\n        cpu: 250m\n        memory: 256Mi\n',
        '',
      ),
    );
    expect(edited({ at: '/spec/environments/1', to: 'staging' })).toBe(
      TEXT.replace('- prod', '- staging'),
    );
  });

  it('leaves alone what stands otherwise than it says', () => {
    const untouched = applyIntentEdits(intent(), [
      { at: '/spec/scaling/max', from: 10, to: 20 },
      { at: '/spec/scaling/min', from: null, to: 3 },
      { at: '/spec/scaling/max', to: 6 },
      { at: '/spec/rollout' },
    ]);
    expect(untouched).toMatchObject({ ok: true, changed: false });
    expect(
      edited({ at: '/spec/capacity', from: null, to: { expectedRps: 5 } }),
    ).toContain('capacity:\n    expectedRps: 5');
  });

  it('is refused by the schema in its own words, and outside of the spec always', () => {
    expect(edited({ at: '/spec/tier', to: 'tier-9' })).toMatch(
      /^\/spec\/tier: /,
    );
    expect(edited({ at: '/spec/runtime' })).toMatch(/\/spec/);
    expect(edited({ at: '/spec/scaling/max/none', to: 1 })).toMatch(/scaling/);
    expect(edited({ at: '/metadata/owner', to: 'group:risk' })).toBe(
      '/metadata/owner: "/metadata/owner" is not a JSON pointer below /spec',
    );
  });

  it('knows a pointer below the spec', () => {
    const good = ['/spec/tier', '/spec/a~1b/c~0d', '/spec/environments/0'];
    const bad = [
      '',
      '/spec',
      '/spec/',
      '/metadata/name',
      '/spec//a',
      '/spec/~2',
    ];
    const hostile = ['/spec/__proto__/x', '/spec/constructor/prototype'];
    expect(good.map(isEditPointer)).toEqual([true, true, true]);
    expect([...bad, ...hostile].some(isEditPointer)).toBe(false);
  });

  it('gives an intent that reads back as it is, and none changes the one it was made of', () => {
    const before = intent();
    const pointer = fc
      .array(
        fc.constantFrom(
          'tier',
          'scaling',
          'max',
          'containers',
          'app',
          '0',
          '7',
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map(parts => `/spec/${parts.join('/')}`);
    const edits = fc.array(
      fc.record(
        { at: pointer, from: fc.jsonValue(), to: fc.jsonValue() },
        {
          requiredKeys: ['at'],
        },
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(edits, given => {
        const result = applyIntentEdits(before, given);
        const isSound = result.ok
          ? isDeepStrictEqual(intentOf(writeYaml(result.intent)), result.intent)
          : result.problems.length > 0;
        expect(isSound).toBe(true);
        expect(before).toEqual(intent());
      }),
    );
  });
});
