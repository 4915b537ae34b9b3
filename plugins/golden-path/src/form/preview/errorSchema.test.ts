import type {
  Finding,
  Preview,
  Problem,
} from '@fairway/plugin-golden-path-common';
import { errorSchemaOf } from './errorSchema';

function previewWith(parts: Partial<Preview>): Preview {
  return { problems: [], findings: [], missing: [], ready: false, ...parts };
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
      name: { __errors: ['expected a DNS label. Write payments-api'] },
      health: {
        ready: { __errors: ['expected a DNS label. Write payments-api'] },
      },
      image: {
        __errors: ['The image is named by a tag. Name it by digest.'],
      },
      env: { __errors: ['The image is named by a tag. Name it by digest.'] },
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

  it('keeps what the form itself has found', () => {
    const base = errorSchemaOf({
      form: { port: 1 },
      preview: previewWith({
        problems: [problem('/spec/containers/app/port')],
      }),
    });
    expect(Object.keys(base)).toEqual(['port']);
    expect(
      errorSchemaOf({ form: { port: 1 }, preview: undefined, base }),
    ).toEqual(base);
  });
});
