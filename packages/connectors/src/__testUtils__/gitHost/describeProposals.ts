import { fixtures, priya } from '../fixtures';
import type { UnderTest } from './underTest';

/** How requests come to be, and are updated in place. */
export function describeProposals(underTest: () => UnderTest): void {
  it('opens a request that says what was proposed', async () => {
    const { host, propose } = underTest();
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

  it('opens a rollback beside the request of the service, and merges it past that', async () => {
    const { host, merge, propose } = underTest();
    const first = await propose();
    const beside = await propose({
      key: 'payments-api.rollback',
      write: [{ path: 'services/payments-api/rollback.md', text: 'Back\n' }],
    });
    expect(beside).toMatchObject({
      key: 'payments-api.rollback',
      branch: 'fairway/payments-api.rollback',
      state: 'open',
    });
    expect(await host.find({ key: 'payments-api' })).toEqual(first);
    expect(await merge(beside)).toMatchObject({ state: 'merged' });
    expect(await host.find({ key: beside.key })).toBeUndefined();
    expect(await host.find({ key: 'payments-api' })).toMatchObject({
      id: first.id,
      state: 'open',
    });
  });

  it('writes nothing when the same change is proposed again, and takes over what is said about it', async () => {
    const { propose } = underTest();
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
    const { host, propose } = underTest();
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
    const { host, propose, merge } = underTest();
    const first = await propose();
    await merge(await propose(fixtures.other));
    const again = await propose({ baseCommit: await host.headCommit() });
    expect(again.commit).toBe(first.commit);
  });

  it('refuses to propose what is merged already', async () => {
    const { propose, merge } = underTest();
    await merge(await propose());
    await expect(propose()).rejects.toThrow(/Nothing changes/);
  });

  it('keeps many proposals of many services apart', async () => {
    const { host, propose, merge } = underTest();
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
    const { host, propose } = underTest();
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

  it('carries 2,000 files in one request', async () => {
    const { host, propose, merge } = underTest();
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

  it('stops when the caller gives up', async () => {
    const { host, propose } = underTest();
    await expect(
      propose({ signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect((await host.list()).total).toBe(0);
  });
}
