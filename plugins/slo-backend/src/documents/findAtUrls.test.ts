import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { findAtUrls } from './findAtUrls';
import type { Found } from './types';
import { UrlDocuments } from './UrlDocuments';

const SLOW = 'https://slow.example.com';
const QUICK = 'https://quick.example.com';

/** One host answers, the other never does, and does not hear that nobody waits any more. */
function begin(options: { readMs?: number } = {}) {
  const asked: string[] = [];
  const urlReader: UrlReaderService = mockServices.urlReader.mock({
    readUrl: url => {
      asked.push(url);
      return url.startsWith(SLOW)
        ? new Promise(() => {})
        : Promise.resolve({ buffer: async () => Buffer.from('a: 1') });
    },
    readTree: async (_, { filter } = {}) => ({
      etag: 'e1',
      dir: async () => '',
      archive: async () => {
        throw new Error('not asked for');
      },
      files: async () =>
        [
          { path: 'small.yaml', size: 4 },
          { path: 'large.yaml', size: 4_000 },
        ]
          .filter(({ path, size }) => filter?.(path, { size }))
          .map(({ path }) => ({
            path,
            lastModifiedAt: undefined,
            content: async () => Buffer.from('a: 1'),
          })),
    }),
  });
  const reader = UrlDocuments.create({
    urlReader,
    limits: { documentBytes: 1_000, filesPerUrl: 10 },
    ...options,
  });
  const find = (
    urls: string[],
    signal: AbortSignal = new AbortController().signal,
  ) =>
    findAtUrls({
      kind: 'git',
      urls: urls.map(url => ({ url, origin: { kind: 'git', url } })),
      reader,
      signal,
    });
  return { asked, find };
}

async function whole(portions: AsyncIterable<Found>): Promise<Found[]> {
  const found: Found[] = [];
  for await (const portion of portions) {
    found.push(portion);
  }
  return found;
}

describe('files at URLs', () => {
  it('come before those of a host that takes its time, which are still there', async () => {
    const { find } = begin();
    const urls = [`${SLOW}/a.yaml`, `${QUICK}/b.yaml`, `${QUICK}/c.yaml`];
    const stopping = new AbortController();
    const portions = find(urls, stopping.signal);
    const { value: first } = await portions.next();
    expect(first).toMatchObject({
      bundles: [{ bundle: urls[1] }, { bundle: urls[2] }],
      failed: [],
      places: urls,
    });
    stopping.abort(new Error('enough'));
    await expect(portions.next()).rejects.toThrow('enough');
  });

  it('are not asked for one after the other of a host that does not answer', async () => {
    const { asked, find } = begin({ readMs: 20 });
    const slow = Array.from({ length: 50 }, (_, i) => `${SLOW}/${i}.yaml`);
    const [found] = await whole(find([...slow, `${QUICK}/a.yaml`]));
    expect(found.bundles).toHaveLength(1);
    expect(found.failed).toHaveLength(50);
    expect(asked.filter(url => url.startsWith(SLOW)).length).toBeLessThan(10);
    const messages = found.failed.map(({ message }) => message);
    expect(messages).toContain(
      `${SLOW}/0.yaml cannot be read: it did not answer within 1 s`,
    );
    expect(messages).toContainEqual(
      expect.stringMatching(
        /49.yaml cannot be read: its host did not answer \d times in a row; it is asked again at the next look$/,
      ),
    );
  });

  it('are told of where they are too large to be read', async () => {
    const { find } = begin();
    const [found] = await whole(find([`${QUICK}/folder/`]));
    expect(found.bundles[0].documents).toMatchObject([
      { file: 'small.yaml', text: 'a: 1' },
      {
        file: 'large.yaml',
        text: '',
        unread: expect.stringContaining('larger than 1000 bytes'),
      },
    ]);
  });
});
