import {
  describeGitHost,
  type GitHostUnderTest,
} from '../../__testUtils__/describeGitHost';
import { fixtures, sam } from '../../__testUtils__/fixtures';
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

  describe('a real Gitea whose answers get lost', () => {
    /** The next answer to a call like this is lost, after Gitea did what was asked. */
    let losing: RegExp | undefined;
    let made: GitHostUnderTest;

    beforeEach(async () => {
      losing = undefined;
      made = await giteaUnderTest(server, async (input, init) => {
        const request = new Request(input, init);
        const answer = await fetch(request);
        if (losing?.test(`${request.method} ${request.url}`)) {
          losing = undefined;
          throw new TypeError('fetch failed');
        }
        return answer;
      });
    });

    afterEach(async () => {
      await made.cleanup();
    });

    it('opens, speaks and merges once', async () => {
      const { host } = made;
      await host.headCommit();

      losing = /^POST .+\/pulls$/;
      const request = await host.propose({
        ...fixtures.proposal,
        labels: ['fairway'],
      });
      expect(losing).toBeUndefined();
      expect(await host.list()).toMatchObject({ items: [request], total: 1 });
      expect(request.labels).toEqual(['fairway']);

      losing = /^POST .+\/comments$/;
      await host.comment(request.id, { author: sam, text: 'once' });
      expect(losing).toBeUndefined();
      expect((await host.comments(request.id)).total).toBe(1);

      losing = /^POST .+\/merge$/;
      const merged = await host.merge(request.id, {
        expectedCommit: request.commit,
        author: sam,
      });
      expect(losing).toBeUndefined();
      expect(merged).toMatchObject({ state: 'merged', mergedBy: sam.ref });
    });
  });
}
