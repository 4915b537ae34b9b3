import { fixtures, sam } from '../../__testUtils__/fixtures';
import { ForgeSetup } from '../../__testUtils__/forges/ForgeSetup';
import { GitLabDouble } from '../../__testUtils__/forges/gitlab/GitLabDouble';
import { GitLabForge } from './GitLabForge';

// Each story speaks to a server through git and HTTP.
jest.setTimeout(60_000);

describe('on GitLab', () => {
  let double: GitLabDouble;
  let setup: ForgeSetup<GitLabDouble>;

  beforeEach(async () => {
    double = await GitLabDouble.start();
    setup = await ForgeSetup.create(double);
  });

  afterEach(async () => {
    await setup.cleanup();
  });

  const propose = (change = {}) =>
    setup.host.propose({ ...fixtures.proposal, ...change });
  const merge = async () => {
    const request = await propose();
    return setup.host.merge(request.id, {
      expectedCommit: request.commit,
      author: sam,
    });
  };

  it('nothing that people write is carried out as a quick action', async () => {
    const body = 'Because.\n/close\n  /merge now\n\n/approve';
    const request = await propose({ body });
    expect(request).toMatchObject({ state: 'open', body });
    const comment = { author: sam, text: '/close\n/assign @eve\nvar/lib' };
    await setup.host.comment(request.id, comment);
    expect((await setup.host.comments(request.id)).items[0].text).toBe(
      comment.text,
    );
    expect((await setup.host.get(request.id)).state).toBe('open');
  });

  it('a title that begins like a draft makes no draft', async () => {
    const request = await propose({ title: 'Draft: [Draft] the memory' });
    expect(request).toMatchObject({ draft: false, title: 'the memory' });
    const draft = await setup.host.update(request.id, { draft: true });
    expect(draft).toMatchObject({ draft: true, title: 'the memory' });
    expect(
      await setup.host.update(request.id, { title: 'Less memory' }),
    ).toMatchObject({ draft: true, title: 'Less memory' });
    expect(await setup.host.update(request.id, { draft: false })).toMatchObject(
      { draft: false, title: 'Less memory' },
    );
  });

  it('asks the members of a group, and those who were asked before stay asked', async () => {
    const { id } = await propose({ reviewers: [sam.ref] });
    await setup.host.update(id, {
      reviewers: [sam.ref, 'group:default/sre'],
    });
    expect(double.requests.all[0].reviewers).toEqual([
      'sam',
      'sre-one',
      'sre-two',
    ]);
  });

  it('tells of reviewers whom the edition does not take', async () => {
    double.maxReviewers = 1;
    await propose({ reviewers: [sam.ref, 'group:default/sre'] });
    expect(double.requests.all[0].reviewers).toEqual(['sam']);
    expect(setup.logged).toMatch(/did not take 2 of 3 reviewers/);
  });

  it('a group that cannot be seen keeps no request from being opened', async () => {
    double.groups.clear();
    expect((await propose({ reviewers: ['group:default/sre'] })).state).toBe(
      'open',
    );
    expect(setup.logged).toMatch(/No review is asked of the group sre/);
  });

  it('says that the account may not merge, and not that the token is wrong', async () => {
    const [account] = double.accounts.values();
    account.mayNotMerge = true;
    await expect(merge()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/merge the request 1 .+may not do this/),
    });
  });

  it('does not merge where the project would fast-forward', async () => {
    double.mergeMethod = 'ff';
    await expect(merge()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/only fast-forwards; set Settings/),
    });
    expect(double.requests.all[0].state).toBe('open');
  });

  it('a check that is pending may be stated as pending again', async () => {
    const { id } = await propose();
    const check = {
      name: 'fairway/compile',
      state: 'pending',
      summary: 'compiling',
    } as const;
    const first = await setup.host.setCheck(id, check);
    expect(await setup.host.setCheck(id, check)).toEqual(first);
    await setup.host.setCheck(id, { ...check, state: 'failure' });
    expect(await setup.host.checks(id)).toMatchObject([{ state: 'failure' }]);
  });

  it('finds requests that have ended behind many that are open', async () => {
    const ended = await merge();
    for (let index = 0; index < 120; index += 1) {
      await double.requests.open({
        branch: `fairway/service-${index}`,
        base: 'main',
        title: 'An open one',
        body: '',
        draft: false,
        account: 'priya',
        commit: ended.commit,
      });
    }
    // Nothing is pushed for them here, so they are not looked at again.
    double.requests.sync = async () => {};
    const { items } = await setup.host.list({ state: 'merged' });
    expect(items.map(({ id }) => id)).toEqual([ended.id]);
  });

  it.each([
    ['https://gitlab.com/gitops', /is not the address of a project/],
    ['https://git.example.com/acme/gitops', /does not know the host/],
  ])('refuses %s at the start', async (url, message) => {
    expect(() =>
      GitLabForge.create({
        url,
        baseBranch: 'main',
        integrations: double.integrations(),
        logger: setup.logger,
      }),
    ).toThrow(message);
  });
});
