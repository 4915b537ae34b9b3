import {
  deployment,
  testContract,
  testResult,
} from '../checks/__testUtils__/fixtures';
import { explain } from './explain';

const because = [
  { at: '', from: 'intent:/spec/workloadType', why: 'An API runs.' },
  { at: '/spec', from: 'fairway:spec', why: 'It needs a specification.' },
  { at: '/spec/replicas', from: 'intent:/spec/scaling/min', why: 'At least.' },
  { at: '/spec/rep', from: 'fairway:none', why: 'Not a parent.' },
  {
    at: '/spec/template',
    from: 'contract:/tiers/tier-2/minReplicas',
    why: 'By tier.',
  },
];
const result = testResult({
  objects: ['prod-eu-1', 'prod-us-1'].map(cluster => ({
    ...deployment({ cluster }),
    because,
  })),
  notDerived: [
    {
      what: 'PodDisruptionBudget',
      why: 'A single replica has nothing to keep.',
      from: 'fairway:single-replica',
    },
  ],
});

describe('An explanation', () => {
  it('gives the nearest reason that covers a field, with what the intent says there', () => {
    const explanation = explain({
      result,
      kind: 'deployment',
      name: 'payments-api',
      field: '/spec/replicas',
    });
    expect(explanation.objects).toEqual([
      {
        places: [
          expect.objectContaining({ cluster: 'prod-eu-1' }),
          expect.objectContaining({ cluster: 'prod-us-1' }),
        ],
        value: 3,
        reasons: [{ ...because[2], value: 2 }],
      },
    ]);
  });

  it('falls back to a parent, and shows what the contract says when it has it', () => {
    const reasonsFor = (field: string) =>
      explain({
        result,
        kind: 'Deployment',
        name: 'payments-api',
        field,
        contract: testContract(),
      }).objects[0].reasons;
    expect(reasonsFor('/spec/paused')).toEqual([because[1]]);
    expect(reasonsFor('/spec/template/spec/containers/0')).toEqual([
      { ...because[4], value: 2 },
    ]);
    expect(reasonsFor('/metadata/name')).toEqual([
      { ...because[0], value: 'internal-api' },
    ]);
  });

  it('gives every reason of the object when no field is asked for', () => {
    expect(
      explain({ result, kind: 'Deployment', name: 'payments-api' }).objects[0]
        .reasons,
    ).toHaveLength(because.length);
  });

  it('gives them in the order of the object, and what changed a value after what gave it', () => {
    const override = {
      at: '/spec/replicas',
      from: 'intent:/spec/overrides/0',
      why: 'An override.',
    };
    const name = { at: '/metadata/name', from: 'fairway:name', why: 'Named.' };
    const unordered = testResult({
      objects: [{ ...deployment(), because: [...because, override, name] }],
    });
    const [{ reasons }] = explain({
      result: unordered,
      kind: 'Deployment',
      name: 'payments-api',
    }).objects;
    expect(reasons.map(({ at, why }) => `${at} ${why}`)).toEqual([
      ' An API runs.',
      '/metadata/name Named.',
      '/spec It needs a specification.',
      '/spec/rep Not a parent.',
      '/spec/replicas At least.',
      '/spec/replicas An override.',
      '/spec/template By tier.',
    ]);
  });

  it('of a field with parts tells the reasons of the parts too', () => {
    const [{ reasons, parts }] = explain({
      result,
      kind: 'Deployment',
      name: 'payments-api',
      field: '/spec',
    }).objects;
    expect(reasons.map(({ why }) => why)).toEqual([
      'It needs a specification.',
    ]);
    expect(parts?.map(({ why }) => why)).toEqual([
      'Not a parent.',
      'At least.',
      'By tier.',
    ]);
  });

  it('says what there is, and why something was left out, when there is no such object', () => {
    expect(
      explain({ result, kind: 'Deployment', name: 'payment-api' }),
    ).toMatchObject({ objects: [], nearest: 'Deployment/payments-api' });
    expect(
      explain({ result, kind: 'PodDisruptionBudget', name: 'payments-api' }),
    ).toMatchObject({
      objects: [],
      known: ['Deployment/payments-api'],
      leftOut: [
        {
          why: 'A single replica has nothing to keep.',
          from: 'fairway:single-replica',
        },
      ],
    });
  });
});
