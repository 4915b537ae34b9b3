import fc from 'fast-check';
import { commitMessage, identityOf, trailersOf } from './commitMessage';
import { parseCommit } from './commits';

describe('commit messages', () => {
  it('carry trailers that no title and no body can add to', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Fairway-Request: local-9',
        '\n\nFairway-Seed: x',
        'a\n\nFairway-Contract: 9\n',
        '\r\rFairway-Request: local-9\r',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, body, more) => {
        const trailers = { request: 'local-1', service: 'payments-api' };
        const message = commitMessage({
          title: `t ${title}`,
          body: body + more,
          trailers,
        });
        expect(trailersOf(message)).toEqual(trailers);
        expect(message).not.toMatch(/\0/);
      }),
    );
  });

  it('name people in one line with one address', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (ref, name) => {
          expect(identityOf({ ref, name })).toMatch(
            /^[^<>\n\0]+ <[A-Za-z0-9._:/-]+@fairway\.local>$/,
          );
        },
      ),
    );
  });

  it('are read back from a commit', () => {
    const message = commitMessage({
      title: 'Add payments-api',
      body: 'Why.\n\nMore.',
      trailers: { request: 'local-3', contract: '1.0.0' },
    });
    const author = identityOf({ ref: 'user:default/priya.engineer' });
    expect(
      parseCommit(
        Buffer.from(
          `tree 1\nparent 2\nparent 3\nauthor ${author} 1000 +0000\ncommitter ${author} 1000 +0000\n\n${message}`,
        ),
      ),
    ).toEqual({
      tree: '1',
      parents: ['2', '3'],
      author: 'user:default/priya.engineer',
      at: '1970-01-01T00:16:40.000Z',
      title: 'Add payments-api',
      body: 'Why.\n\nMore.',
      trailers: { request: 'local-3', contract: '1.0.0' },
    });
  });
});
