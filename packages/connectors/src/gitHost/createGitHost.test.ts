import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import path from 'node:path';
import type { HostDouble } from '../__testUtils__/forges/ForgeSetup';
import { GitHubDouble } from '../__testUtils__/forges/github/GitHubDouble';
import { GitLabDouble } from '../__testUtils__/forges/gitlab/GitLabDouble';
import { createGitHost } from './createGitHost';
import { gitHostSchema } from './gitHostSchema';

// Each story speaks to a server through git and HTTP.
jest.setTimeout(60_000);

describe('the Git host of the configuration', () => {
  const folder = createMockDirectory();

  const start = (config: { gitHost: object; integrations?: ConfigReader }) =>
    createGitHost({
      settings: gitHostSchema.parse(config.gitHost),
      resolve: directory => path.join(folder.path, directory),
      rootConfig: config.integrations ?? new ConfigReader({}),
      database: mockServices.database.mock(),
      logger: mockServices.logger.mock(),
      urlOf: id => `/change-requests/${id}`,
    });

  it.each<[string, () => Promise<HostDouble & { config(): ConfigReader }>]>([
    ['github', () => GitHubDouble.start()],
    ['gitlab', () => GitLabDouble.start()],
  ])('reads a repository on %s', async (type, startDouble) => {
    const double = await startDouble();
    const host = await start({
      gitHost: { type, [type]: { url: double.url } },
      integrations: double.config(),
    });
    try {
      expect(host.name).toBe(type);
      expect(host.capabilities.reviewedInPortal).toBe(false);
      expect(await host.headCommit()).toBe(
        await double.repository.tip('refs/heads/main'),
      );
      expect((await host.list()).items).toEqual([]);
    } finally {
      await host.stop();
      await double.stop();
    }
  });

  it('tells at the start that integrations do not know the host', async () => {
    await expect(
      start({
        gitHost: {
          type: 'gitlab',
          gitlab: { url: 'https://git.example.com/acme/gitops' },
        },
      }),
    ).rejects.toThrow(/integrations\.gitlab does not know the host/);
  });
});
