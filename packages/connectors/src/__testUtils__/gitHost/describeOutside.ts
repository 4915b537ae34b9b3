import { setTimeout as wait } from 'node:timers/promises';
import { fixtures, sam } from '../fixtures';
import type { UnderTest } from './underTest';

const intent = 'services/payments-api/intent.yaml';
const branch = 'fairway/payments-api';

/** What happens on the host without the portal ends in a state that a person can read and go on from. */
export function describeOutside(underTest: () => UnderTest): void {
  it('shows what somebody pushed to a request, and derives over it without losing it', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose();
    if (!outside) {
      return;
    }
    const foreign = await outside.push({
      branch,
      files: [{ path: intent, text: 'v: by hand\n' }],
    });
    expect(await host.get(request.id)).toMatchObject({
      commit: foreign,
      state: 'open',
      moved: 'added',
      baseCommit: request.baseCommit,
    });
    const shown = await host.diff(request.id, { path: intent });
    expect(shown.items[0].after).toBe('v: by hand\n');

    const anew = await propose();
    expect(anew).toMatchObject({ id: request.id, state: 'open' });
    expect((await host.get(anew.id)).moved).toBeUndefined();
    expect((await host.diff(anew.id, { path: intent })).items[0].after).toBe(
      'v: 1\n',
    );
    // Where there are pages on the host, whoever pushed looks there.
    const told = host.capabilities.reviewedInPortal
      ? [foreign]
      : (await host.comments(request.id)).items.map(({ text }) => text);
    expect(told.join()).toContain(foreign);
  });

  it('tells who approves it on the pages of the host, and which commit', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose();
    expect(await host.approvals(request.id)).toEqual([]);
    if (!outside?.approve || !outside.withdraw) {
      return;
    }
    await outside.approve(request, 'sam');
    await outside.approve(request, 'olive');
    const approvals = await host.approvals(request.id);
    expect(
      approvals.toSorted((a, b) => (a.account < b.account ? -1 : 1)),
    ).toEqual([
      { account: 'olive', commit: request.commit, at: expect.any(String) },
      {
        account: 'sam',
        by: sam.ref,
        commit: request.commit,
        at: expect.any(String),
      },
    ]);

    await outside.withdraw(request, 'olive');
    const next = await propose({
      write: [{ path: intent, text: 'v: 2\n' }],
    });
    expect(next.commit).not.toBe(request.commit);
    const [stale, ...others] = await host.approvals(request.id);
    expect(stale).toMatchObject({ by: sam.ref, commit: request.commit });
    expect(others).toEqual([]);
  });

  it('shows all files that somebody pushed, whatever their commit says that it was derived on', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose();
    if (!outside) {
      return;
    }
    const evil = 'clusters/prod/evil.yaml';
    const below = await outside.push({
      branch,
      files: [{ path: evil, text: 'evil: true\n' }],
    });
    const forged = await outside.push({
      branch,
      files: [{ path: intent, text: 'v: 2\n' }],
      message: `Derived\n\nFairway-Service: payments-api\nFairway-Base: ${below}\n`,
    });
    expect(await host.get(request.id)).toMatchObject({
      commit: forged,
      baseCommit: request.baseCommit,
    });
    const { items } = await host.diff(request.id);
    expect(items.map(({ path }) => path)).toContain(evil);
  });

  it('goes on from a branch whose history somebody replaced', async () => {
    const { host, outside, propose, merge, textAt } = underTest();
    const request = await propose();
    if (!outside) {
      return;
    }
    const forced = await outside.push({
      branch,
      files: [{ path: 'services/payments-api/notes.md', text: 'notes\n' }],
      force: true,
    });
    const shown = await host.get(request.id);
    expect(shown).toMatchObject({
      commit: forced,
      state: 'open',
      moved: 'replaced',
    });
    expect((await host.diff(request.id)).items.map(({ path }) => path)).toEqual(
      ['services/payments-api/notes.md'],
    );
    await expect(merge(request)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('has moved'),
    });

    const merged = await merge(await propose());
    expect(merged.id).toBe(request.id);
    expect(await textAt(merged.mergeCommit!, intent)).toBe('v: 1\n');
  });

  it('does not write over a branch that is not its own', async () => {
    const { host, outside, propose } = underTest();
    await host.headCommit();
    if (!outside) {
      return;
    }
    await outside.push({
      branch,
      files: [{ path: 'mine.md', text: 'mine\n' }],
    });
    expect(await host.find({ key: 'payments-api' })).toBeUndefined();
    await propose().then(
      () => Promise.reject(new Error('It wrote over the branch')),
      requireRefusal,
    );
    await outside.removeBranch(branch);
    expect((await propose()).state).toBe('open');
  });

  it('takes over that a request was merged on the host', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose();
    if (!outside?.merge) {
      return;
    }
    await outside.merge(request);
    const merged = await host.get(request.id);
    expect(merged).toMatchObject({
      state: 'merged',
      commit: request.commit,
      baseCommit: request.baseCommit,
      mergeCommit: await host.headCommit(),
      mergedBy: expect.not.stringContaining('user:'),
    });
    expect(await host.find({ key: 'payments-api' })).toBeUndefined();
    await expect(propose()).rejects.toThrow(/Nothing changes/);
    await expect(host.update(request.id, { title: 'Late' })).rejects.toThrow(
      /is merged/,
    );
    const next = await propose({ write: [{ path: intent, text: 'v: 2\n' }] });
    expect(next.number).toBeGreaterThan(request.number);
    // The branch is in use again, and the request that ended keeps what it was.
    expect((await host.get(request.id)).commit).toBe(request.commit);
    // Hosts note what happened beside, so the times of changes may go on for a moment.
    const { updatedAt: _next, ...open } = next;
    const { updatedAt: _merged, ...ended } = merged;
    expect((await host.list({ key: 'payments-api' })).items).toMatchObject([
      open,
      ended,
    ]);
  });

  it('believes no message of a merge that another than the portal did', async () => {
    const { host, outside, propose, merge } = underTest();
    const ours = await merge(await propose(fixtures.other));
    expect((await host.get(ours.id)).mergedBy).toBe(sam.ref);
    const request = await propose();
    if (!outside?.merge) {
      return;
    }
    await outside.merge(request, `By hand\n\nFairway-Merged-By: ${sam.ref}`);
    expect(await host.get(request.id)).toMatchObject({
      state: 'merged',
      mergedBy: expect.not.stringContaining('user:'),
    });
  });

  it('takes over that a request was closed on the host, and opens another', async () => {
    const { host, outside, propose, merge } = underTest();
    const request = await propose();
    if (!outside?.close) {
      return;
    }
    await outside.close(request);
    expect(await host.get(request.id)).toMatchObject({
      state: 'closed',
      commit: request.commit,
    });
    await expect(merge(request)).rejects.toThrow(/is closed/);
    const next = await propose({ write: [{ path: intent, text: 'v: 2\n' }] });
    expect(next.id).not.toBe(request.id);
    expect(await host.get(request.id)).toMatchObject({
      state: 'closed',
      commit: request.commit,
    });
    expect((await host.diff(request.id)).total).toBe(2);
  });

  it('ends a request whose branch was removed', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose();
    if (!outside) {
      return;
    }
    await outside.removeBranch(branch);
    let state = 'open';
    // Hosts close it beside.
    for (let look = 0; look < 300 && state === 'open'; look += 1) {
      ({ state } = await host.get(request.id));
      await wait(100);
    }
    expect(state).toBe('closed');
    expect((await propose()).id).not.toBe(request.id);
  });

  it('tells that the rules of the host keep it from merging', async () => {
    const { host, outside, propose, merge } = underTest();
    const request = await propose();
    if (!outside?.protectBase) {
      return;
    }
    await outside.protectBase();
    await expect(merge(request)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/protects main.+try again/s),
    });
    expect((await host.get(request.id)).state).toBe('open');
  });

  it('does not merge onto what was pushed to the base branch meanwhile', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose();
    if (!outside) {
      return;
    }
    const pushed = await outside.push({
      branch: host.baseBranch,
      files: [{ path: 'README.md', text: 'Read me\n' }],
    });
    await expect(
      host.merge(request.id, {
        expectedCommit: request.commit,
        expectedBase: request.baseCommit,
        author: sam,
      }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(await host.headCommit()).toBe(pushed);
  });

  it('keeps the labels that people put on a request', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose({ labels: ['fairway', 'tier-1'] });
    expect([...request.labels].sort()).toEqual(['fairway', 'tier-1']);
    if (!outside?.label) {
      return;
    }
    await outside.label(request, 'urgent');
    const updated = await host.update(request.id, { labels: ['fairway'] });
    expect([...updated.labels].sort()).toEqual(['fairway', 'urgent']);
  });

  it('names who speaks on the host, and believes no one who claims to be another', async () => {
    const { host, outside, propose } = underTest();
    const request = await propose();
    if (!outside?.comment) {
      return;
    }
    const ours = await host.comment(request.id, {
      author: sam,
      text: 'Looks *good*.\n\n<!-- fairway:comment {"id":"1","by":"user:default/eve"} -->',
    });
    const claim =
      '<!-- fairway:comment {"id":"1","by":"user:default/sam.reviewer"} -->\n**Sam** wrote in Fairway:\n\nMerge it.';
    const olive = await outside.comment(request, claim);
    expect((await host.comments(request.id)).items).toMatchObject([
      { by: sam.ref, text: ours.text },
      { by: olive, text: claim },
    ]);
  });

  it('is known by a portal that knows nothing of it', async () => {
    const { host, startAnew, propose, merge } = underTest();
    if (!startAnew) {
      return;
    }
    const open = await propose({
      labels: ['fairway'],
      reviewers: ['group:default/sre', sam.ref],
      draft: true,
    });
    const merged = await merge(await propose(fixtures.other));
    const comment = await host.comment(open.id, { author: sam, text: 'one' });

    const anew = await startAnew();
    // The host may count a comment as a change.
    const commented = { ...open, updatedAt: expect.any(String) };
    expect((await anew.list()).items).toEqual([merged, commented]);
    expect(await anew.get(merged.id)).toEqual(merged);
    expect(await anew.find({ key: 'payments-api' })).toEqual(commented);
    expect((await anew.comments(open.id)).items).toEqual([comment]);
    expect(await anew.headCommit()).toBe(merged.mergeCommit);
    const again = await anew.propose({ ...fixtures.proposal, draft: true });
    expect(again).toMatchObject({ id: open.id, commit: open.commit });
  });

  it('opens one request when two portals propose for one service at the same time', async () => {
    const { host, startAnew, propose } = underTest();
    if (!startAnew) {
      return;
    }
    const anew = await startAnew();
    const [one, other] = await Promise.all([
      propose(),
      anew.propose({
        ...fixtures.proposal,
        write: [{ path: intent, text: 'v: 2\n' }],
      }),
    ]);
    expect(other.id).toBe(one.id);
    expect((await host.list({ state: 'open' })).total).toBe(1);
  });
}

function requireRefusal({ name, message }: Error): void {
  expect(name).toBe('ConflictError');
  expect(message).toMatch(
    /fairway\/payments-api .*holds [0-9a-f]{12}, which does not come from the portal.+propose again/,
  );
}
