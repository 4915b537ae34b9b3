import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { describeForge } from '../../__testUtils__/forges/describeForge';
import { ForgeSetup } from '../../__testUtils__/forges/ForgeSetup';
import { GitLabDouble } from '../../__testUtils__/forges/gitlab/GitLabDouble';

// Each story speaks to a server through git and HTTP.
jest.setTimeout(60_000);

describeGitHost('GitLab', async () => {
  const setup = await ForgeSetup.create(await GitLabDouble.start());
  return setup.underTest;
});

describeForge('GitLab', async () => {
  const double = await GitLabDouble.start();
  return {
    setup: await ForgeSetup.create(double),
    calls: {
      open: /\/merge_requests$/,
      list: /\/merge_requests$/,
      comment: /\/notes$/,
      merge: /\/merge$/,
      limited: until => ({
        status: 429,
        headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': `${until}` },
        body: { message: 'Too many requests' },
      }),
      invalid: words => ({ status: 422, body: { message: [words] } }),
      missing: /HTTP 403: insufficient_scope.+needs the scope api/,
      addToken: (token, login, readOnly) =>
        double.accounts.set(token, { login, readOnly }),
    },
  };
});
