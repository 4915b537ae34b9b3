import { ScmIntegrations } from '@backstage/integration';
import { ConfigReader } from '@backstage/config';
import { GitHubForge } from '../../../gitHost/github/GitHubForge';
import type { Forge } from '../../../gitHost/remote/Forge';
import { BareRepository } from '../BareRepository';
import { DoubleRequests } from '../DoubleRequests';
import type { HostDouble } from '../ForgeSetup';
import { serveGit } from '../serveGit';
import { HttpDouble, type Answer, type Call } from '../HttpDouble';
import { GitHubAnswers } from './GitHubAnswers';
import { routeApps } from './apps';
import { routeGraphql } from './graphql';
import { routeIssues } from './issues';
import { routeMerges } from './merges';
import { API } from './paths';
import { routePulls } from './pulls';
import { routeStatuses } from './statuses';

export const TOKEN = 'ghp_of-the-portal';
/** What stands in the way of writing, as GitHub tells it. */
const FORBIDDEN: Answer = {
  status: 403,
  headers: { 'x-accepted-github-permissions': 'pull_requests=write' },
  body: {
    message: 'Resource not accessible by personal access token',
    documentation_url: 'https://docs.github.com/rest',
    status: '403',
  },
};

export interface DoubleAccount {
  login: string;
  type: 'User' | 'Bot';
  /** May write; when left out, yes. */
  readOnly?: boolean;
}

/** GitHub Enterprise Server on loopback with one repository, `acme/gitops`. */
export class GitHubDouble implements HostDouble {
  static async start(): Promise<GitHubDouble> {
    const repository = await BareRepository.create('acme/gitops', 'refs/pull');
    const double = new GitHubDouble(repository);
    await double.#listen();
    return double;
  }

  readonly name = 'github';
  readonly http = new HttpDouble();
  readonly requests: DoubleRequests;
  readonly repository: BareRepository;
  readonly answers: GitHubAnswers;
  /** Who may come, by token. */
  readonly accounts = new Map<string, DoubleAccount>([
    [TOKEN, { login: 'fairway-bot', type: 'User' }],
  ]);
  /** Who may be asked for a review. */
  readonly collaborators = new Set(['priya', 'sam', 'fairway-bot']);
  readonly teams = new Set(['sre']);
  /** Rules of the base branch that a merge does not meet, in GitHub's words. */
  protection?: string;
  /** Private key of a GitHub App, in place of the token. */
  appKey?: string;
  #host = '';

  private constructor(repository: BareRepository) {
    this.repository = repository;
    this.requests = new DoubleRequests({
      repository,
      headRef: number => `refs/pull/${number}/head`,
    });
    this.answers = new GitHubAnswers(this);
    this.http.guard = call => this.#guard(call);
    this.http.before = serveGit({
      repository,
      prefix: '/acme/gitops.git/',
      accountOf: password => this.accounts.get(password),
    });
    routeApps(this);
    routePulls(this);
    routeMerges(this);
    routeIssues(this);
    routeStatuses(this);
    routeGraphql(this);
  }

  /** Page of the repository. */
  get url(): string {
    return `http://${this.#host}/acme/gitops`;
  }

  get apiBaseUrl(): string {
    return `http://${this.#host}${API}`;
  }

  /** Its integration, with a token, or with an app where `appKey` is set. */
  config(token: string = TOKEN): ConfigReader {
    const { appKey } = this;
    const app = appKey && {
      appId: 1,
      clientId: 'client',
      clientSecret: 'secret',
      privateKey: appKey,
    };
    return new ConfigReader({
      integrations: {
        github: [
          {
            host: this.#host,
            apiBaseUrl: this.apiBaseUrl,
            ...(app ? { apps: [app] } : { token }),
          },
        ],
      },
    });
  }

  integrations(token?: string): ScmIntegrations {
    return ScmIntegrations.fromConfig(this.config(token));
  }

  forge({ token, ...options }: Parameters<HostDouble['forge']>[0]): Forge {
    return GitHubForge.create({
      ...options,
      url: this.url,
      baseBranch: 'main',
      integrations: this.integrations(token),
    });
  }

  accountOf(call: Pick<Call, 'headers'>): DoubleAccount {
    const account = this.#accountOf(call);
    if (!account) {
      throw new Error('The guard let somebody in who is nobody.');
    }
    return account;
  }

  async stop(): Promise<void> {
    await this.http.close();
    await this.repository.remove();
  }

  async #listen(): Promise<void> {
    this.#host = await this.http.listen();
  }

  #guard(call: Call): Answer | undefined {
    if (call.path.startsWith(`${API}/app/`)) {
      return undefined;
    }
    const account = this.#accountOf(call);
    if (!account) {
      return {
        status: 401,
        body: {
          message: 'Bad credentials',
          documentation_url: 'https://docs.github.com/rest',
          status: '401',
        },
      };
    }
    return account.readOnly && call.method !== 'GET' ? FORBIDDEN : undefined;
  }

  #accountOf({ headers }: Pick<Call, 'headers'>): DoubleAccount | undefined {
    return this.accounts.get(
      (headers.authorization ?? '').replace(/^(?:bearer|token) /i, ''),
    );
  }
}
