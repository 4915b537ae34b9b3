import { mockServices } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { RemoteGitHost } from '../../../gitHost/remote/RemoteGitHost';
import { GitHubForge } from '../../../gitHost/github/GitHubForge';
import { patience } from '../patience';
import { GitHubDouble } from './GitHubDouble';

/** Accounts of the people in the stories. */
export const accounts = {
  'user:default/priya.engineer': 'priya',
  'user:default/sam.reviewer': 'sam',
  'group:default/sre': 'sre',
  'user:default/nobody': 'nobody-there',
};

/** The host of a repository on a double of GitHub, with a mirror of its own. */
export class GitHubSetup {
  static async create(): Promise<GitHubSetup> {
    const double = await GitHubDouble.start();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-github-'));
    const setup = new GitHubSetup(double, folder);
    setup.#host = await setup.start();
    return setup;
  }

  readonly double: GitHubDouble;
  readonly logger = mockServices.logger.mock();
  readonly patience = patience();
  readonly #folder: string;
  readonly #hosts: RemoteGitHost[] = [];
  #host?: RemoteGitHost;

  private constructor(double: GitHubDouble, folder: string) {
    this.double = double;
    this.#folder = folder;
  }

  get host(): RemoteGitHost {
    if (!this.#host) {
      throw new Error('The host was not started.');
    }
    return this.#host;
  }

  forge(token?: string): GitHubForge {
    const { double, logger } = this;
    return GitHubForge.create({
      url: double.url,
      baseBranch: 'main',
      integrations: double.integrations(token),
      logger,
      patience: { ...this.patience, timeoutMs: 2000 },
    });
  }

  /** Another host on the same repository, as another portal would have. */
  async start(): Promise<RemoteGitHost> {
    const host = await RemoteGitHost.create({
      forge: this.forge(),
      url: this.double.url,
      baseBranch: 'main',
      directory: path.join(this.#folder, `mirror-${this.#hosts.length}.git`),
      logger: this.logger,
      accounts,
    });
    this.#hosts.push(host);
    return host;
  }

  async cleanup(): Promise<void> {
    await Promise.all(this.#hosts.map(host => host.stop()));
    await this.double.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
