import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { GitLabSetup } from '../../__testUtils__/forges/gitlab/GitLabSetup';

// Each story speaks to a server through git and HTTP.
jest.setTimeout(60_000);

describeGitHost('GitLab', async () => {
  const setup = await GitLabSetup.create();
  return { host: setup.host, cleanup: () => setup.cleanup() };
});
