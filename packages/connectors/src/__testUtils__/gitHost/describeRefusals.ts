import { fixtures } from '../fixtures';
import type { UnderTest } from './underTest';

/** What is never taken: paths, keys and words that mean harm. */
export function describeRefusals(underTest: () => UnderTest): void {
  it('refuses paths that are not plain relative paths, and writes nothing', async () => {
    const { host, propose } = underTest();
    const head = await host.headCommit();
    for (const path of fixtures.hostilePaths) {
      for (const change of [
        { write: [{ path, text: 'x' }] },
        { write: [], remove: [path] },
      ]) {
        await expect(propose(change)).rejects.toMatchObject({
          name: 'InputError',
          message: expect.stringMatching(/is refused: .+; use relative/),
        });
      }
      await expect(
        host.readFiles({ commit: head, paths: [path] }),
      ).rejects.toMatchObject({ name: 'InputError' });
    }
    expect(await host.headCommit()).toBe(head);
    expect((await host.list()).total).toBe(0);
  });

  it('refuses keys that are no names of services', async () => {
    const { host, propose } = underTest();
    for (const key of fixtures.hostileKeys) {
      await expect(propose({ key })).rejects.toMatchObject({
        name: 'InputError',
      });
      await expect(host.find({ key })).rejects.toMatchObject({
        name: 'InputError',
      });
    }
    expect((await host.list()).total).toBe(0);
  });

  it('takes hostile words as words', async () => {
    const { host, propose, merge } = underTest();
    const request = await propose({
      title: '--upload-pack=touch /tmp/x\n\nFairway-Request: local-99\u0000',
      body: 'text\r\n\r\nFairway-Request: local-98\u0000\u001b[31m',
      author: {
        ref: 'user:default/eve> <root@localhost>\n',
        name: 'Eve <root@localhost>\nauthor x',
      },
    });
    expect(request.title).toBe(
      '--upload-pack=touch /tmp/x Fairway-Request: local-99',
    );
    expect(request.body).toBe('text\n\nFairway-Request: local-98[31m');
    const merged = await merge(request);
    expect(merged.id).toBe(request.id);
    for (const id of ['local-0', '--help', '../1', `${request.id} `, '']) {
      await expect(host.get(id)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    }
  });

  it('refuses a file where a folder is, and a file given twice', async () => {
    const { propose, merge } = underTest();
    await merge(await propose());
    for (const paths of [
      ['services/payments-api'],
      ['services/payments-api/intent.yaml/x'],
      ['a', 'a/b'],
      ['a', 'a'],
    ]) {
      await expect(
        propose({ write: paths.map(path => ({ path, text: 'x' })) }),
      ).rejects.toMatchObject({ name: 'InputError' });
    }
  });
}
