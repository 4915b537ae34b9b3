import { generateKeyPairSync } from 'node:crypto';
import { fixtures, priya, sam } from '../../__testUtils__/fixtures';
import { ForgeSetup } from '../../__testUtils__/forges/ForgeSetup';
import { APP_ACCOUNT } from '../../__testUtils__/forges/github/apps';
import { GitHubDouble } from '../../__testUtils__/forges/github/GitHubDouble';
import { GitHubForge } from './GitHubForge';

// Each story speaks to a server through git and HTTP.
jest.setTimeout(60_000);

describe('on GitHub', () => {
  let double: GitHubDouble;
  let setup: ForgeSetup<GitHubDouble>;

  const start = async (appKey?: string) => {
    double = await GitHubDouble.start();
    double.appKey = appKey;
    setup = await ForgeSetup.create(double);
  };

  afterEach(async () => {
    await setup.cleanup();
  });

  it('a portal that is a GitHub App opens, speaks and knows its own words', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    await start(privateKey);
    const { host } = setup;
    const request = await host.propose(fixtures.proposal);
    expect(request.author).toBe(priya.ref);
    expect(double.requests.all[0].account).toBe(APP_ACCOUNT);

    await host.comment(request.id, { author: sam, text: 'one' });
    // A person may be called like the app.
    double.requests.comment(double.requests.all[0], {
      account: 'fairway',
      text: double.requests.all[0].comments[0].text,
    });
    const { items } = await host.comments(request.id);
    expect(items.map(({ by }) => by)).toEqual([
      sam.ref,
      'github:default/fairway',
    ]);
    expect(setup.logged).not.toMatch(/ghs_|PRIVATE KEY/);
  });

  it('drafts become ready and drafts again, through GraphQL', async () => {
    await start();
    const { host } = setup;
    const { id } = await host.propose({ ...fixtures.proposal, draft: true });
    const asked = () => double.http.count('POST', /graphql/);
    expect((await host.update(id, { draft: true })).draft).toBe(true);
    expect(asked()).toBe(0);
    expect((await host.update(id, { draft: false })).draft).toBe(false);
    expect((await host.update(id, { draft: true })).draft).toBe(true);
    expect(asked()).toBe(2);
  });

  it('waits out the limit on writing, which GitHub tells in words alone', async () => {
    await start();
    double.http.fail('POST', /\/pulls$/, {
      status: 403,
      body: {
        message:
          'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      },
    });
    // A minute is longer than a person waits.
    await expect(setup.host.propose(fixtures.proposal)).rejects.toThrow(
      /goes on at .+Nothing was changed/,
    );
    await setup.patience.sleep(60_000);
    expect((await setup.host.propose(fixtures.proposal)).state).toBe('open');
    expect(double.requests.all).toHaveLength(1);
  });

  it('does what GitHub asks when another merge came in between', async () => {
    await start();
    const request = await setup.host.propose(fixtures.proposal);
    double.http.fail('PUT', /\/merge$/, {
      status: 405,
      body: {
        message: 'Base branch was modified. Review and try the merge again.',
      },
    });
    const merged = await setup.host.merge(request.id, {
      expectedCommit: request.commit,
      author: sam,
    });
    expect(merged.state).toBe('merged');
  });

  it('keeps the checks of a commit, shortened to what GitHub takes', async () => {
    await start();
    const { id } = await setup.host.propose(fixtures.proposal);
    await setup.host.setCheck(id, {
      name: 'fairway/compile',
      state: 'failure',
      summary: 'long '.repeat(100),
      url: '/change-requests/github-1',
    });
    const [check] = await setup.host.checks(id);
    expect(check.summary).toHaveLength(140);
    expect(check).toMatchObject({ state: 'failure' });
    expect(check).not.toHaveProperty('url');
  });

  it('says which scope a classic token lacks', async () => {
    await start();
    double.http.fail('POST', /\/pulls$/, {
      status: 404,
      headers: {
        'x-accepted-oauth-scopes': 'repo',
        'x-oauth-scopes': 'read:org, workflow',
        'x-github-sso': 'required; url=https://example.com',
      },
      body: { message: 'Not Found' },
    });
    await expect(setup.host.propose(fixtures.proposal)).rejects.toThrow(
      /has the scopes read:org, workflow and needs repo; .+single sign-on/,
    );
  });

  it.each([
    ['https://github.com/acme', /is not the address of a repository/],
    ['https://git.example.com/acme/gitops', /does not know git\.example\.com/],
    ['nonsense', /is not the address of a repository/],
  ])('refuses %s at the start', async (url, message) => {
    await start();
    expect(() =>
      GitHubForge.create({
        url,
        baseBranch: 'main',
        integrations: double.integrations(),
        logger: setup.logger,
      }),
    ).toThrow(message);
  });
});
