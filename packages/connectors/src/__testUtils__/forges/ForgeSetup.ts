import { mockServices } from '@backstage/backend-test-utils';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Forge } from '../../gitHost/remote/Forge';
import type { ForgeFetchOptions } from '../../gitHost/remote/forgeFetch';
import { RemoteGitHost } from '../../gitHost/remote/RemoteGitHost';
import type { GitHostUnderTest } from '../describeGitHost';
import { pushesTo, type Outside } from '../gitHost/Outside';
import type { BareRepository } from './BareRepository';
import type { DoubleRequests } from './DoubleRequests';
import type { HttpDouble } from './HttpDouble';
import { patience } from './patience';

/** A Git host on loopback, whichever it stands for. */
export interface HostDouble {
  readonly name: string;
  readonly http: HttpDouble;
  readonly requests: DoubleRequests;
  readonly repository: BareRepository;
  /** Page of its repository. */
  readonly url: string;
  /** Rules of the base branch that a merge does not meet, in the words of the host. */
  protection?: string;
  /** A forge for it, with the portal's token or another. */
  forge(options: {
    token?: string;
    logger: LoggerService;
    patience: Pick<ForgeFetchOptions, 'now' | 'sleep' | 'timeoutMs'>;
  }): Forge;
  stop(): Promise<void>;
}

/** Accounts of the people in the stories. */
const accounts = {
  'user:default/priya.engineer': 'priya',
  'user:default/sam.reviewer': 'sam',
  'group:default/sre': 'sre',
  'user:default/nobody': 'nobody-there',
};
/** Longer than any answer takes; a story that waits for it waits this long. */
const TIMEOUT_MS = 8000;

/** A portal on the repository of a double, with a mirror of its own. */
export class ForgeSetup<D extends HostDouble> {
  static async create<D extends HostDouble>(double: D): Promise<ForgeSetup<D>> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-mirrors-'));
    const hosts: RemoteGitHost[] = [];
    const setup = new ForgeSetup(double, { folder, hosts });
    await setup.startAnew();
    return setup;
  }

  readonly double: D;
  readonly logger = mockServices.logger.mock();
  readonly patience = patience();
  readonly #folder: string;
  readonly #hosts: RemoteGitHost[];

  private constructor(
    double: D,
    options: { folder: string; hosts: RemoteGitHost[] },
  ) {
    this.double = double;
    this.#folder = options.folder;
    this.#hosts = options.hosts;
  }

  get host(): RemoteGitHost {
    return this.#hosts[0];
  }

  /** For the stories of every Git host. */
  get underTest(): GitHostUnderTest {
    return {
      host: this.host,
      outside: this.#outside(),
      startAnew: () => this.startAnew(),
      cleanup: () => this.cleanup(),
    };
  }

  /** Everything that was written to the log. */
  get logged(): string {
    const { debug, info, warn, error } = this.logger;
    return JSON.stringify(
      [debug, info, warn, error].flatMap(level => level.mock.calls),
    );
  }

  /** Another portal on the same repository; with another token, when given. */
  async startAnew(token?: string): Promise<RemoteGitHost> {
    const { double, logger } = this;
    const host = await RemoteGitHost.create({
      forge: double.forge({
        token,
        logger,
        patience: { ...this.patience, timeoutMs: TIMEOUT_MS },
      }),
      url: double.url,
      baseBranch: 'main',
      directory: path.join(this.#folder, `mirror-${this.#hosts.length}.git`),
      logger,
      accounts,
      freshForMs: 0,
      patienceMs: 60_000,
    });
    this.#hosts.push(host);
    return host;
  }

  async cleanup(): Promise<void> {
    await Promise.all(this.#hosts.map(host => host.stop()));
    await this.double.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #outside(): Outside {
    const { repository, requests, name } = this.double;
    const known = (number: number) => {
      const request = requests.get(`${number}`);
      if (!request) {
        throw new Error(`The double knows no request ${number}.`);
      }
      return request;
    };
    return {
      ...pushesTo(repository.directory),
      merge: async ({ number }, message = 'By hand') => {
        await requests.merge(known(number), {
          message,
          account: 'olive',
        });
      },
      close: async ({ number }) => {
        requests.end(known(number), 'closed');
      },
      approve: async ({ number }, account) => {
        await requests.sync();
        requests.review(known(number), { account, state: 'approved' });
        requests.comment(known(number), {
          account,
          text: 'approved this merge request',
          system: true,
        });
      },
      withdraw: async ({ number }, account) => {
        requests.review(known(number), { account, state: 'dismissed' });
      },
      label: async ({ number }, label) => {
        known(number).labels.push(label);
      },
      comment: async ({ number }, text) => {
        requests.comment(known(number), { account: 'olive', text });
        return `${name}:default/olive`;
      },
      protectBase: async () => {
        this.double.protection =
          'At least 2 approving reviews are required by reviewers with write access.';
      },
    };
  }
}
