import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { describeForge } from '../../__testUtils__/forges/describeForge';
import { ForgeSetup } from '../../__testUtils__/forges/ForgeSetup';
import { GitHubDouble } from '../../__testUtils__/forges/github/GitHubDouble';

// Each story speaks to a server through git and HTTP.
jest.setTimeout(60_000);

describeGitHost('GitHub', async () => {
  const setup = await ForgeSetup.create(await GitHubDouble.start());
  return setup.underTest;
});

describeForge('GitHub', async () => {
  const double = await GitHubDouble.start();
  return {
    setup: await ForgeSetup.create(double),
    calls: {
      open: /\/pulls$/,
      list: /\/pulls$/,
      comment: /\/comments$/,
      merge: /\/merge$/,
      limited: until => ({
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': `${until}`,
        },
        body: { message: 'API rate limit exceeded for user ID 1.' },
      }),
      invalid: words => ({
        status: 422,
        body: { message: 'Validation Failed', errors: [{ message: words }] },
      }),
      missing: /HTTP 403: Resource not accessible.+pull_requests=write/,
      addToken: (token, login, readOnly) =>
        double.accounts.set(token, { login, type: 'User', readOnly }),
    },
  };
});
