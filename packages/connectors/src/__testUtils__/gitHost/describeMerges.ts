import { fixtures, sam } from '../fixtures';
import type { UnderTest } from './underTest';

/** How requests end: merged once, or closed. */
export function describeMerges(underTest: () => UnderTest): void {
  it('merges what was reviewed, once', async () => {
    const { host, propose, merge, textAt } = underTest();
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
    const { host, propose, merge } = underTest();
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

  it('refuses to merge another commit than the one that was reviewed', async () => {
    const { host, propose, merge } = underTest();
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
    const { host, propose, merge } = underTest();
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
    const { host, propose, merge, textAt } = underTest();
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
    const { propose, merge } = underTest();
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
    const { host, propose, merge } = underTest();
    const request = await propose();
    const closed = await host.close(request.id);
    expect(closed.state).toBe('closed');
    expect((await host.close(request.id)).state).toBe('closed');
    await expect(merge(request)).rejects.toThrow(/is closed/);

    const next = await propose();
    expect(next.id).not.toBe(request.id);
    expect((await host.get(request.id)).state).toBe('closed');
  });
}
