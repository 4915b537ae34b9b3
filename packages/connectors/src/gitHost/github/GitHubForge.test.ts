import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { GitHubSetup } from '../../__testUtils__/forges/github/GitHubSetup';

// Each story speaks to a server through git and HTTP.
jest.setTimeout(60_000);

describeGitHost('GitHub', async () => {
  const setup = await GitHubSetup.create();
  return { host: setup.host, cleanup: () => setup.cleanup() };
});
