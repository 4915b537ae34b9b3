import { fixtures, sam } from '../fixtures';
import type { UnderTest } from './underTest';

/** How requests are found, read, spoken about and checked. */
export function describeRequests(underTest: () => UnderTest): void {
  it('pages through requests, newest first, with filters', async () => {
    const { host, propose, merge } = underTest();
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
    const { host, propose } = underTest();
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
    const { host, propose } = underTest();
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
    const { host, propose, merge } = underTest();
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
}
