/* eslint-disable jest/no-export -- a suite that the tests of every Git host run */
import type { GitHost, HostRequest, ProposeOptions } from '../gitHost';
import { fixtures, priya, sam } from './fixtures';

/** A host with an empty repository, and what ends it. */
export interface GitHostUnderTest {
  host: GitHost;
  cleanup(): Promise<void>;
}

/**
 * What every Git host does, whichever it is. Implementations run it with a factory that gives a host on an empty
 * repository; what a host cannot do by its `capabilities` is left out.
 */
export function describeGitHost(
  name: string,
  factory: () => Promise<GitHostUnderTest>,
): void {
  describe(`${name} as a Git host`, () => {
    let host: GitHost;
    let cleanup: () => Promise<void>;

    beforeEach(async () => {
      ({ host, cleanup } = await factory());
    });

    afterEach(async () => {
      await cleanup();
    });

    const propose = (change: Partial<ProposeOptions> = {}) =>
      host.propose({ ...fixtures.proposal, ...change });

    const merge = (request: HostRequest) =>
      host.merge(request.id, { expectedCommit: request.commit, author: sam });

    const textAt = async (commit: string, path: string) =>
      (await host.readFiles({ commit, paths: [path] })).get(path);

    it('opens a request that says what was proposed', async () => {
      const head = await host.headCommit();
      const request = await propose();

      expect(request).toMatchObject({
        host: host.name,
        key: 'payments-api',
        branch: 'fairway/payments-api',
        base: host.baseBranch,
        baseCommit: head,
        state: 'open',
        title: fixtures.proposal.title,
        body: fixtures.proposal.body,
        author: priya.ref,
        contractVersion: '1.0.0',
      });
      expect(await host.get(request.id)).toEqual(request);
      expect(await host.find({ key: 'payments-api' })).toEqual(request);
      expect(await host.mergeability(request.id)).toEqual({ state: 'clean' });
      expect(await host.headCommit()).toBe(head);
      expect(await host.find({ key: 'fraud-service' })).toBeUndefined();
    });

    it('writes nothing when the same change is proposed again, and takes over what is said about it', async () => {
      const first = await propose();
      const again = await propose();
      expect(again).toEqual(first);

      const reworded = await propose({ title: 'In other words' });
      expect(reworded).toMatchObject({
        id: first.id,
        commit: first.commit,
        title: 'In other words',
      });
    });

    it('updates the open request of a service in place, with exactly the files of the new proposal', async () => {
      const first = await propose();
      const second = await propose({
        write: [{ path: 'services/payments-api/intent.yaml', text: 'v: 2\n' }],
      });

      expect(second).toMatchObject({ id: first.id, branch: first.branch });
      expect(second.commit).not.toBe(first.commit);
      expect((await host.diff(second.id)).items).toEqual([
        {
          path: 'services/payments-api/intent.yaml',
          change: 'added',
          after: 'v: 2\n',
        },
      ]);
      expect((await host.list()).total).toBe(1);
    });

    it('keeps the commit of a proposal when other services were merged in between', async () => {
      const first = await propose();
      await merge(await propose(fixtures.other));
      const again = await propose({ baseCommit: await host.headCommit() });
      expect(again.commit).toBe(first.commit);
    });

    it('merges what was reviewed, once', async () => {
      const request = await propose();
      const merged = await merge(request);

      expect(merged).toMatchObject({
        id: request.id,
        state: 'merged',
        commit: request.commit,
        mergeCommit: await host.headCommit(),
        mergedBy: sam.ref,
      });
      expect(
        await textAt(merged.mergeCommit!, 'services/payments-api/intent.yaml'),
      ).toBe('v: 1\n');
      expect(await merge(request)).toEqual(merged);
      expect(await host.find({ key: 'payments-api' })).toBeUndefined();
      expect((await host.diff(request.id)).total).toBe(2);
      expect(await host.mergeability(request.id)).toEqual({
        state: 'unknown',
        reason: 'The request is merged.',
      });
      await expect(host.close(request.id)).rejects.toThrow(/is merged/);
    });

    it('opens another request after the first was merged', async () => {
      const first = await merge(await propose());
      const second = await propose({
        write: [{ path: 'services/payments-api/intent.yaml', text: 'v: 2\n' }],
        remove: ['clusters/prod-eu-1/payments/service-payments-api.yaml'],
      });
      expect(second.number).toBeGreaterThan(first.number);
      const merged = await merge(second);

      const paths = (await host.readTree({ commit: merged.mergeCommit! })).map(
        entry => entry.path,
      );
      expect(paths).toEqual(['services/payments-api/intent.yaml']);
    });

    it('refuses to propose what is merged already', async () => {
      await merge(await propose());
      await expect(propose()).rejects.toThrow(/Nothing changes/);
    });

    it('refuses to merge another commit than the one that was reviewed', async () => {
      const reviewed = await propose();
      await propose({
        write: [{ path: 'services/payments-api/intent.yaml', text: 'v: 9\n' }],
      });
      const head = await host.headCommit();

      await expect(merge(reviewed)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('has moved'),
      });
      expect(await host.headCommit()).toBe(head);
    });

    it('refuses to merge into another state than the one that was verified', async () => {
      const base = await host.headCommit();
      const request = await propose();
      await merge(await propose(fixtures.other));

      await expect(
        host.merge(request.id, {
          expectedCommit: request.commit,
          expectedBase: base,
          author: sam,
        }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      expect((await host.get(request.id)).state).toBe('open');
    });

    it('names the files that both sides changed, and merges after the change was proposed anew', async () => {
      const shared = 'clusters/prod-eu-1/payments/_namespace/quota.yaml';
      const ours = await propose({
        write: [{ path: shared, text: 'cpu: 4\n' }],
      });
      const theirs = await propose({
        ...fixtures.other,
        write: [{ path: shared, text: 'cpu: 8\n' }],
      });
      await merge(ours);

      expect(await host.mergeability(theirs.id)).toEqual({
        state: 'conflict',
        files: [shared],
      });
      await expect(merge(theirs)).rejects.toMatchObject({
        name: 'ConflictError',
        files: [shared],
        message: expect.stringContaining(shared),
      });

      const anew = await propose({
        ...fixtures.other,
        baseCommit: await host.headCommit(),
        write: [{ path: shared, text: 'cpu: 8\n' }],
      });
      expect(anew.id).toBe(theirs.id);
      expect((await host.diff(anew.id)).items).toEqual([
        {
          path: shared,
          change: 'changed',
          before: 'cpu: 4\n',
          after: 'cpu: 8\n',
        },
      ]);
      const merged = await merge(anew);
      expect(await textAt(merged.mergeCommit!, shared)).toBe('cpu: 8\n');
    });

    it('merges two requests that made the same change', async () => {
      const same = {
        path: 'clusters/prod-eu-1/payments/ns.yaml',
        text: 'a: 1\n',
      };
      const one = await propose({ write: [same, ...fixtures.proposal.write] });
      const two = await propose({
        ...fixtures.other,
        write: [same, ...fixtures.other.write],
      });
      await merge(one);
      expect((await merge(two)).state).toBe('merged');
    });

    it('closes a request, and the service may propose again', async () => {
      const request = await propose();
      const closed = await host.close(request.id);
      expect(closed.state).toBe('closed');
      expect((await host.close(request.id)).state).toBe('closed');
      await expect(merge(request)).rejects.toThrow(/is closed/);

      const next = await propose();
      expect(next.id).not.toBe(request.id);
      expect((await host.get(request.id)).state).toBe('closed');
    });

    it('keeps many proposals of many services apart', async () => {
      const keys = Array.from({ length: 12 }, (_, index) => `service-${index}`);
      const requests = await Promise.all(
        keys.map(key => propose(fixtures.proposalOf(key))),
      );
      expect(new Set(requests.map(request => request.number)).size).toBe(12);

      await Promise.all(requests.map(merge));
      const head = await host.headCommit();
      const intents = await host.readTree({
        commit: head,
        prefixes: ['services/'],
      });
      expect(intents.map(entry => entry.path)).toEqual(
        keys.map(key => `services/${key}/intent.yaml`).sort(),
      );
    });

    it('makes one request of many proposals for one service at the same time', async () => {
      const requests = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          propose({
            write: [
              {
                path: 'services/payments-api/intent.yaml',
                text: `v: ${index}\n`,
              },
            ],
          }),
        ),
      );
      expect(new Set(requests.map(request => request.id)).size).toBe(1);
      expect((await host.list({ state: 'open' })).total).toBe(1);
      expect((await host.diff(requests[0].id)).items[0].after).toBe('v: 7\n');
    });

    it('pages through requests, newest first, with filters', async () => {
      for (const key of ['a-api', 'b-api', 'c-api']) {
        await propose(fixtures.proposalOf(key));
      }
      await merge((await host.find({ key: 'b-api' }))!);

      const first = await host.list({ limit: 2 });
      const second = await host.list({ limit: 2, cursor: first.nextCursor });
      expect([...first.items, ...second.items].map(item => item.key)).toEqual([
        'c-api',
        'b-api',
        'a-api',
      ]);
      expect(second.nextCursor).toBeUndefined();
      expect(first.total).toBe(3);

      const open = await host.list({ state: 'open', search: 'A-API' });
      expect(open.items.map(item => item.key)).toEqual(['a-api']);
      expect((await host.list({ key: 'b-api' })).items[0].state).toBe('merged');
      expect((await host.list({ author: sam.ref })).items).toEqual([]);
      await expect(host.list({ cursor: 'x' })).rejects.toThrow(/no cursor/);
      await expect(host.list({ limit: 0 })).rejects.toThrow(/1 to 100 rows/);
    });

    it('pages through the files of a request, or gives one', async () => {
      const request = await propose({
        write: Array.from({ length: 7 }, (_, index) => ({
          path: `services/payments-api/${index}.yaml`,
          text: `${index}\n`,
        })),
      });
      const first = await host.diff(request.id, { limit: 5 });
      const rest = await host.diff(request.id, { cursor: first.nextCursor });
      expect([...first.items, ...rest.items].map(file => file.after)).toEqual([
        '0\n',
        '1\n',
        '2\n',
        '3\n',
        '4\n',
        '5\n',
        '6\n',
      ]);
      expect(rest.nextCursor).toBeUndefined();

      const one = await host.diff(request.id, {
        path: 'services/payments-api/3.yaml',
      });
      expect(one.items).toHaveLength(1);
      await expect(
        host.diff(request.id, { path: 'services/other.yaml' }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it('keeps the conversation and the checks of the newest commit', async () => {
      const request = await propose();
      for (const text of ['one', 'two', 'three']) {
        await host.comment(request.id, { author: sam, text });
      }
      const first = await host.comments(request.id, { limit: 2 });
      const rest = await host.comments(request.id, {
        cursor: first.nextCursor,
      });
      expect(
        [...first.items, ...rest.items].map(({ by, text }) => [by, text]),
      ).toEqual([
        [sam.ref, 'one'],
        [sam.ref, 'two'],
        [sam.ref, 'three'],
      ]);

      const check = { name: 'fairway/compile', summary: 'no deny' };
      await host.setCheck(request.id, { ...check, state: 'pending' });
      await host.setCheck(request.id, { ...check, state: 'success' });
      expect(await host.checks(request.id)).toEqual([
        expect.objectContaining({
          ...check,
          state: 'success',
          commit: request.commit,
        }),
      ]);
      await propose({
        write: [{ path: 'services/payments-api/x', text: 'y' }],
      });
      expect(await host.checks(request.id)).toEqual([]);
    });

    it('changes what is said about an open request; a draft is not merged', async () => {
      const request = await propose({ draft: true });
      await expect(merge(request)).rejects.toThrow(/is a draft/);
      const updated = await host.update(request.id, {
        draft: false,
        title: 'Ready',
        reviewers: ['group:default/sre'],
      });
      expect(updated).toMatchObject({
        commit: request.commit,
        draft: false,
        title: 'Ready',
        reviewers: ['group:default/sre'],
      });
      await merge(updated);
      await expect(host.update(request.id, { title: 'Late' })).rejects.toThrow(
        /is merged/,
      );
    });

    it('reads trees, files and what changed between commits', async () => {
      const before = await host.headCommit();
      const { mergeCommit } = await merge(await propose());
      const commit = mergeCommit!;

      const all = await host.readTree({ commit });
      expect(all.map(entry => entry.path)).toEqual([
        'clusters/prod-eu-1/payments/service-payments-api.yaml',
        'services/payments-api/intent.yaml',
      ]);
      expect(await host.readTree({ commit, prefixes: ['services/'] })).toEqual([
        all[1],
      ]);
      expect(await host.changedBetween({ from: before, to: commit })).toEqual(
        all.map(({ path, blob }) => ({ path, change: 'added', after: blob })),
      );
      expect(await host.changedBetween({ from: commit, to: commit })).toEqual(
        [],
      );

      const texts = await host.readFiles({
        commit,
        paths: ['services', 'services/none.yaml', all[1].path],
      });
      expect([...texts]).toEqual([[all[1].path, 'v: 1\n']]);
      await expect(
        host.readTree({ commit: '0'.repeat(40) }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(
        host.readFiles({ commit: 'HEAD', paths: ['a'] }),
      ).rejects.toMatchObject({ name: 'InputError' });
    });

    it('gives back every text as it was', async () => {
      const texts = [
        '',
        '\n',
        'a\r\nb',
        'ünï ☃ 😀',
        ' lead',
        'missing\n',
        '\0x',
      ];
      const write = texts.map((text, index) => ({
        path: `services/payments-api/with "quotes" & ☃ ${index}.yaml`,
        text,
      }));
      const { commit } = await propose({ write });
      const read = await host.readFiles({
        commit,
        paths: write.map(file => file.path),
      });
      expect([...read.values()]).toEqual(texts);
    });

    it('carries 2,000 files in one request', async () => {
      const write = Array.from({ length: 2000 }, (_, index) => ({
        path: `clusters/prod-eu-1/ns-${index % 50}/file-${index}.yaml`,
        text: `number: ${index}\n`,
      }));
      const request = await propose({ write });
      expect((await host.diff(request.id, { limit: 1 })).total).toBe(2000);
      const { mergeCommit } = await merge(request);
      const texts = await host.readFiles({
        commit: mergeCommit!,
        paths: write.map(file => file.path),
      });
      expect(texts.size).toBe(2000);
    });

    it('refuses paths that are not plain relative paths, and writes nothing', async () => {
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

    it('stops when the caller gives up', async () => {
      await expect(
        propose({ signal: AbortSignal.abort() }),
      ).rejects.toMatchObject({ name: 'AbortError' });
      expect((await host.list()).total).toBe(0);
    });

    it('seeds an empty repository once, where it can', async () => {
      if (!host.capabilities.seed) {
        return;
      }
      expect(await host.isEmpty()).toBe(true);
      const seed = () =>
        host.seed({ ...fixtures.seed, files: fixtures.seedFiles() });
      const first = await seed();
      expect(first).toEqual({ seeded: true, commit: await host.headCommit() });
      expect(await host.isEmpty()).toBe(false);
      expect(await seed()).toEqual({ seeded: false, commit: first.commit });
      expect(await host.readTree({ commit: first.commit })).toHaveLength(1000);
    });
  });
}
