import { fixtures, priya, sam } from '../fixtures';
import type { ForgeSetup, HostDouble } from './ForgeSetup';
import type { Fault } from './HttpDouble';

/** Where a host takes which call, and how it words what it refuses. */
export interface ForgeCalls {
  /** Opens requests (POST). */
  open: RegExp;
  /** Lists requests (GET). */
  list: RegExp;
  /** Takes comments (POST). */
  comment: RegExp;
  /** Merges (PUT). */
  merge: RegExp;
  /** What it answers who asks too often, until a time in epoch seconds. */
  limited(until: number): Fault;
  /** What it answers to a request that is not valid, with these words. */
  invalid(words: string): Fault;
  /** What it says is missing from a token that may only read. */
  missing: RegExp;
  /** Gives somebody a token. */
  addToken(token: string, login: string, readOnly?: boolean): void;
}

const SECOND = 1000;
const LONG = 3600;

/** Stories of everything that a remote host does wrong or says no to; what is told, and that nothing is doubled. */
export function describeForge<D extends HostDouble>(
  name: string,
  factory: () => Promise<{ setup: ForgeSetup<D>; calls: ForgeCalls }>,
): void {
  describe(`${name} in trouble`, () => {
    let setup: ForgeSetup<D>;
    let calls: ForgeCalls;

    beforeEach(async () => {
      ({ setup, calls } = await factory());
    });

    afterEach(async () => {
      await setup.cleanup();
    });

    const propose = (change = {}) =>
      setup.host.propose({ ...fixtures.proposal, ...change });
    const seconds = () => setup.patience.now() / SECOND;

    it.each<[string, Fault]>([
      ['was lost', 'lost answer'],
      ['never came', 'no answer'],
      ['was a failure', { status: 502, body: 'Bad gateway' }],
    ])('opens one request when the answer %s', async (_, fault) => {
      const { http, requests } = setup.double;
      http.fail('POST', calls.open, fault);
      const request = await propose({ labels: ['fairway'] });
      expect(request).toMatchObject({ state: 'open', labels: ['fairway'] });
      expect(requests.all).toHaveLength(1);
      expect(await propose()).toMatchObject({
        id: request.id,
        commit: request.commit,
      });
    });

    it('says something once when the answer was lost', async () => {
      const { http, requests } = setup.double;
      const { id } = await propose();
      http.fail('POST', calls.comment, 'lost answer');
      const said = await setup.host.comment(id, { author: sam, text: 'one' });
      expect((await setup.host.comments(id)).items).toEqual([said]);
      expect(
        requests.all[0].comments.filter(comment => !comment.system),
      ).toHaveLength(1);
    });

    it('merges once when the answer was lost', async () => {
      const request = await propose();
      setup.double.http.fail('PUT', calls.merge, 'lost answer');
      const merged = await setup.host.merge(request.id, {
        expectedCommit: request.commit,
        author: sam,
      });
      expect(merged).toMatchObject({ state: 'merged', mergedBy: sam.ref });
      expect(merged.mergeCommit).toBe(await setup.host.headCommit());
    });

    it('reads again what it could not read', async () => {
      const request = await propose();
      setup.double.http.fail('GET', calls.list, 'no answer', {
        status: 503,
        body: {},
      });
      expect(await setup.host.find({ key: request.key })).toEqual(request);
    });

    it('tells of a host that stays in trouble', async () => {
      const failures = Array.from({ length: 4 }, () => ({ status: 500 }));
      setup.double.http.fail('GET', calls.list, ...failures);
      await expect(setup.host.list()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/gitops.+HTTP 500.+try again/),
      });
    });

    it('tells that something else than the host answers', async () => {
      setup.double.http.fail('GET', calls.list, {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<html>Sign in</html>',
      });
      await expect(setup.host.list()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/API promises.+check apiBaseUrl/),
      });
    });

    it('waits as long as the host asks it to', async () => {
      const { http } = setup.double;
      http.fail('GET', calls.list, calls.limited(seconds() + 7));
      expect((await setup.host.list()).items).toEqual([]);
      expect(setup.patience.waited).toContain(7 * SECOND);
    });

    it('tells when the host goes on, where that is too long to wait', async () => {
      const { http } = setup.double;
      const until = seconds() + LONG;
      http.fail('GET', calls.list, calls.limited(until));
      await expect(setup.host.list()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining(
          `goes on at ${new Date(until * SECOND).toISOString()}`,
        ),
      });
      expect(http.count('GET', calls.list)).toBe(1);
    });

    it('tells that the token of the portal is not known', async () => {
      const anew = await setup.startAnew('expired');
      await expect(anew.list()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /valid (?:token|credentials).*in integrations/,
        ),
      });
      await expect(anew.propose(fixtures.proposal)).rejects.toMatchObject({
        message: expect.stringMatching(/valid credentials/),
      });
    });

    it('names what the token may not do', async () => {
      const request = await propose();
      calls.addToken('reads', 'reader', true);
      const anew = await setup.startAnew('reads');
      await expect(
        anew.comment(request.id, { author: sam, text: 'one' }),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(calls.missing),
      });
      await expect(anew.propose(fixtures.other)).rejects.toMatchObject({
        message: expect.stringMatching(/write access/),
      });
      expect(setup.double.requests.all).toHaveLength(1);
    });

    it('tells that the repository is not there', async () => {
      setup.double.http.fail('GET', calls.list, {
        status: 404,
        body: { message: 'Not Found' },
      });
      await expect(setup.host.list()).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringMatching(/check owner and name/),
      });
    });

    it('hands on what the host finds wrong with a request', async () => {
      setup.double.http.fail('POST', calls.open, calls.invalid('too odd'));
      await expect(propose()).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('too odd'),
      });
      // What was pushed for it is used by the next proposal.
      expect((await propose()).state).toBe('open');
    });

    it('takes titles and texts that are longer than the host does', async () => {
      const request = await propose({
        title: 'long '.repeat(100),
        body: 'long '.repeat(20_000),
      });
      expect(request.title).toMatch(/^long .+…$/);
      expect(await setup.host.find({ key: request.key })).toMatchObject({
        id: request.id,
        author: priya.ref,
        baseCommit: request.baseCommit,
      });
    });

    it('tells of reviewers whom the host does not know, and asks the others', async () => {
      const request = await propose({
        reviewers: ['user:default/nobody', sam.ref, 'group:default/sre'],
      });
      expect(request.reviewers).toHaveLength(3);
      expect(setup.double.requests.all[0].reviewers).toContain('sam');
      expect(setup.logged).toMatch(
        /No review (?:was|is) asked of nobody-there/,
      );
    });

    it('opens a request and speaks in the name of who has signed in there', async () => {
      calls.addToken('token-of-priya', 'priya');
      const author = { ...priya, token: 'token-of-priya' };
      const request = await propose({ author });
      await setup.host.comment(request.id, { author, text: 'one' });
      const [kept] = setup.double.requests.all;
      expect(kept.account).toBe('priya');
      expect(kept.comments[0].account).toBe('priya');
      expect(await setup.host.comments(request.id)).toMatchObject({
        items: [{ by: priya.ref, text: 'one' }],
      });
      expect(setup.logged).not.toContain('token-of-priya');
      expect(JSON.stringify(kept)).not.toContain('token-of-priya');
    });

    it('says it once in the name of who has signed in there, when the answer was lost', async () => {
      calls.addToken('token-of-priya', 'priya');
      const author = { ...priya, token: 'token-of-priya' };
      const { id } = await propose();
      await setup.host.comment(id, { author, text: 'one' });
      setup.double.http.fail('POST', calls.comment, 'lost answer');
      // The same words again are not those that were said before.
      await setup.host.comment(id, { author, text: 'one' });
      expect((await setup.host.comments(id)).items).toMatchObject([
        { by: priya.ref, text: 'one' },
        { by: priya.ref, text: 'one' },
      ]);
    });

    it('leaves a request alone that others opened from a branch of that name, and takes no author from it', async () => {
      const branch = 'fairway/payments-api';
      const commit = await setup.underTest.outside?.push({
        branch,
        files: [{ path: 'mine.md', text: 'mine\n' }],
        message: `Mine\n\nFairway-Opened-By: ${sam.ref}`,
      });
      await setup.double.requests.open({
        ...{ branch, base: 'main', account: 'olive', draft: false },
        ...{ title: 'Mine', body: 'Mine', commit: `${commit}` },
      });
      await expect(propose()).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(
          /branch fairway\/payments-api of .+Rename or delete that branch/,
        ),
      });
    });

    it('shows what an ended request held at last, also when it was opened again on the host', async () => {
      const { outside } = setup.underTest;
      const request = await propose();
      await setup.host.close(request.id);
      const [kept] = setup.double.requests.all;
      const commit = await outside?.push({
        branch: request.branch,
        files: [{ path: 'services/payments-api/notes.md', text: 'notes\n' }],
      });
      kept.state = 'open';
      await setup.double.requests.sync();
      await outside?.close?.(request);
      await outside?.removeBranch(request.branch);
      expect(await setup.host.get(request.id)).toMatchObject({
        state: 'closed',
        commit,
      });
    });

    it('tells a person what their own account may not do', async () => {
      const author = { ...priya, token: 'token-of-yesterday' };
      await expect(propose({ author })).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/your credentials there; sign in/),
      });
      expect(setup.logged).not.toContain('token-of-yesterday');
      expect(setup.double.requests.all).toEqual([]);
    });

    it('passes over requests from forks, whatever their branch is called', async () => {
      const request = await propose();
      const fork = setup.double.requests.all[0];
      fork.fromFork = true;
      await expect(setup.host.get(request.id)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      expect((await setup.host.list()).items).toEqual([]);
      expect((await propose()).id).not.toBe(request.id);
    });
  });
}
