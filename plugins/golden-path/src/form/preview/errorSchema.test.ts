import type {
  Finding,
  Preview,
  Problem,
} from '@fairway/plugin-golden-path-common';
import { errorSchemaOf } from './errorSchema';

function previewWith(parts: Partial<Preview>): Preview {
  return {
    problems: [],
    findings: [],
    missing: [],
    standIns: [],
    estimated: true,
    ready: false,
    ...parts,
  };
}

const problem = (at: string): Problem => ({
  at,
  message: 'expected a DNS label',
  remedy: 'Write payments-api',
});

const finding = (at: string, severity: Finding['severity']): Finding => ({
  policy: 'image-digest',
  title: 'In production, images are named by digest',
  severity,
  message: 'The image is named by a tag.',
  at,
  remedy: 'Name it by digest.',
});

describe('findings next to their fields', () => {
  it('tells problems and denials where they are entered, warnings not', () => {
    const form = {
      name: 'Payments',
      image: 'x:1',
      health: { ready: 'no' },
      env: [{ name: 'A', value: 'b' }],
    };
    const errors = errorSchemaOf({
      form,
      preview: previewWith({
        problems: [
          problem('/metadata/name'),
          problem('/spec/containers/app/health/ready'),
        ],
        findings: [
          finding('/spec/containers/app/image', 'deny'),
          finding('/spec/containers/app/env/A', 'deny'),
          finding('/metadata/name', 'warn'),
        ],
      }),
    });
    expect(errors).toEqual({
      name: { __errors: ['Expected a DNS label. Write payments-api.'] },
      health: {
        ready: { __errors: ['Expected a DNS label. Write payments-api.'] },
      },
      image: {
        __errors: ['The image is named by a tag. Name it by digest.'],
      },
      env: {
        0: { __errors: ['The image is named by a tag. Name it by digest.'] },
      },
    });
  });

  it('leaves fields alone that nobody has filled in yet, and says a thing once', () => {
    const same = finding('/spec/containers/app/image', 'deny');
    expect(
      errorSchemaOf({
        form: { image: 'x:1' },
        preview: previewWith({
          problems: [problem('/metadata/name')],
          findings: [same, { ...same, environments: ['prod'] }],
        }),
      }),
    ).toEqual({
      image: {
        __errors: ['The image is named by a tag. Name it by digest.'],
      },
    });
  });

  it('asks in our words for what is needed, once someone wants to go on', () => {
    const titleOf = (path: (string | number)[]) => String(path.slice(-1)[0]);
    const preview = previewWith({
      missing: [
        { at: '/metadata/owner', title: 'owner' },
        { at: '/spec/scaling/max', title: 'most replicas' },
        { at: '/spec/containers/app/image', title: 'image' },
      ],
    });
    const form = { name: '', scaling: { min: 4 } };
    expect(errorSchemaOf({ form, preview, titleOf })).toEqual({});
    expect(
      errorSchemaOf({
        form,
        preview,
        titleOf,
        base: {
          name: { __errors: ["must have required property 'Name'"] },
          owner: { __errors: ["must have required property 'Owner'"] },
          scaling: { __errors: ['missing field "max"'] },
        },
      }),
    ).toEqual({
      name: { __errors: ['State the name.'] },
      owner: { __errors: ['State the owner.'] },
      scaling: { max: { __errors: ['State the max.'] } },
    });
  });

  it('says once, in our words, what the form refuses as well, and keeps what only the form refuses', () => {
    const base = {
      name: { __errors: ['must match pattern "^[a-z]…"'] },
      message: { __errors: ['must NOT have more than 500 characters'] },
      proposal: { __errors: ['State the owner.'] },
    };
    const form = { name: 'Payments', message: 'much' };
    expect(
      errorSchemaOf({
        form,
        base,
        preview: previewWith({ problems: [problem('/metadata/name')] }),
      }),
    ).toEqual({
      name: { __errors: ['Expected a DNS label. Write payments-api.'] },
      message: { __errors: ['must NOT have more than 500 characters'] },
    });
    // What was mended since is not held against anyone.
    const mended = { name: 'payments-api', message: 'little' };
    expect(
      errorSchemaOf({
        form: mended,
        base,
        baseForm: form,
        preview: previewWith({}),
      }),
    ).toEqual({});
  });
});
