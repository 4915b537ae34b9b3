import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { whyNoGitea } from '../../__testUtils__/gitea/giteaBinary';
import { GiteaServer } from '../../__testUtils__/gitea/GiteaServer';
import { giteaUnderTest } from '../../__testUtils__/gitea/GiteaSetup';

const BUILD_TIMEOUT_MS = 30 * 60_000;
const reason = whyNoGitea();

jest.setTimeout(180_000);

if (reason) {
  // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the report shall say so
  it.skip(`on a real Gitea: ${reason}`, () => {});
} else {
  let server: GiteaServer;

  beforeAll(async () => {
    server = await GiteaServer.start();
  }, BUILD_TIMEOUT_MS);

  afterAll(async () => {
    await server?.stop();
  });

  describeGitHost('a real Gitea', () => giteaUnderTest(server));
}
