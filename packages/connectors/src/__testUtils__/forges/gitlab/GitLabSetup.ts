import { mockServices } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { GitLabForge } from '../../../gitHost/gitlab/GitLabForge';
import { RemoteGitHost } from '../../../gitHost/remote/RemoteGitHost';
import { patience } from '../patience';
import { GitLabDouble } from './GitLabDouble';

/** Accounts of the people in the stories. */
const accounts = {
  'user:default/priya.engineer': 'priya',
  'user:default/sam.reviewer': 'sam',
  'group:default/sre': 'acme/sre',
  'user:default/nobody': 'nobody-there',
};

/** The host of a project on a double of GitLab, with a mirror of its own. */
export class GitLabSetup {
  static async create(): Promise<GitLabSetup> {
    const double = await GitLabDouble.start();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-gitlab-'));
    const setup = new GitLabSetup(double, folder);
    setup.#host = await setup.start();
    return setup;
  }

  readonly double: GitLabDouble;
  readonly logger = mockServices.logger.mock();
  readonly patience = patience();
  readonly #folder: string;
  readonly #hosts: RemoteGitHost[] = [];
  #host?: RemoteGitHost;

  private constructor(double: GitLabDouble, folder: string) {
    this.double = double;
    this.#folder = folder;
  }

  get host(): RemoteGitHost {
    if (!this.#host) {
      throw new Error('The host was not started.');
    }
    return this.#host;
  }

  forge(token?: string): GitLabForge {
    const { double, logger } = this;
    return GitLabForge.create({
      url: double.url,
      baseBranch: 'main',
      integrations: double.integrations(token),
      logger,
      patience: { ...this.patience, timeoutMs: 2000 },
    });
  }

  /** Another host on the same project, as another portal would have. */
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
