import { DeniedError } from './errors';

describe('A denial', () => {
  it('parts what is wrong from what to do, on a line of its own for each finding', () => {
    const finding = {
      policy: 'image-digest',
      title: 'Digest',
      severity: 'deny' as const,
      at: '',
      remedy: 'Name the image by digest.',
    };
    const { message } = new DeniedError({
      service: 'payments-api',
      findings: [
        { ...finding, message: 'No digest in container app' },
        { ...finding, message: 'A tag was found.' },
      ],
    });
    expect(message.split('\n')).toEqual([
      'payments-api is denied, nothing was written:',
      'image-digest: No digest in container app; Name the image by digest.',
      'image-digest: A tag was found; Name the image by digest.',
    ]);
  });
});
