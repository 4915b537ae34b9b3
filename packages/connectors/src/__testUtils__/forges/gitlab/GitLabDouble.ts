import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitLabForge } from '../../../gitHost/gitlab/GitLabForge';
import type { Forge } from '../../../gitHost/remote/Forge';
import { BareRepository } from '../BareRepository';
import { DoubleRequests } from '../DoubleRequests';
import type { HostDouble } from '../ForgeSetup';
import { HttpDouble, type Answer, type Call } from '../HttpDouble';
import { serveGit } from '../serveGit';
import { GitLabAnswers } from './GitLabAnswers';
import { routeApprovals } from './approvals';
import { routeMergeRequests } from './mergeRequests';
import { routeMerges } from './merges';
import { routeNotes } from './notes';
import { API } from './paths';
import { routePeople } from './people';
import { routeStatuses } from './statuses';

export const TOKEN = 'glpat-of-the-portal';

export interface DoubleAccount {
  login: string;
  /** May only read: a token with the scope `read_api` and `read_repository`. */
  readOnly?: boolean;
  /** May write, and not merge into protected branches. */
  mayNotMerge?: boolean;
}

/** GitLab below a path on loopback, with one project, `acme/platform/gitops`. */
export class GitLabDouble implements HostDouble {
  static async start(): Promise<GitLabDouble> {
    const repository = await BareRepository.create(
      'git/acme/platform/gitops',
      'refs/merge-requests',
    );
    const double = new GitLabDouble(repository);
    double.#host = await double.http.listen();
    return double;
  }

  readonly name = 'gitlab';
  readonly http = new HttpDouble();
  readonly requests: DoubleRequests;
  readonly repository: BareRepository;
  readonly answers: GitLabAnswers;
  /** Who may come, by token. */
  readonly accounts = new Map<string, DoubleAccount>([
    [TOKEN, { login: 'fairway-bot' }],
  ]);
  readonly people = ['fairway-bot', 'priya', 'sam', 'sre-one', 'sre-two'];
  /** Members of groups, by path. */
  readonly groups = new Map([['sre', ['sre-one', 'sre-two']]]);
  /** How many reviewers the edition takes. */
  maxReviewers = 10;
  protection?: string;
  mergeMethod: 'merge' | 'ff' = 'merge';
  #host = '';

  private constructor(repository: BareRepository) {
    this.repository = repository;
    this.requests = new DoubleRequests({
      repository,
      headRef: number => `refs/merge-requests/${number}/head`,
    });
    this.answers = new GitLabAnswers(this);
    this.http.guard = call => this.#guard(call);
    this.http.before = serveGit({
      repository,
      prefix: '/git/acme/platform/gitops.git/',
      accountOf: password => this.accounts.get(password),
    });
    routeMergeRequests(this);
    routeMerges(this);
    routeNotes(this);
    routeApprovals(this);
    routeStatuses(this);
    routePeople(this);
  }

  /** Page of the project. */
  get url(): string {
    return `http://${this.#host}/git/acme/platform/gitops`;
  }

  /** Its integration. */
  config(token: string = TOKEN): ConfigReader {
    return new ConfigReader({
      integrations: {
        gitlab: [
          {
            host: this.#host,
            baseUrl: `http://${this.#host}/git`,
            apiBaseUrl: `http://${this.#host}${API}`,
            token,
          },
        ],
      },
    });
  }

  integrations(token?: string): ScmIntegrations {
    return ScmIntegrations.fromConfig(this.config(token));
  }

  forge({ token, ...options }: Parameters<HostDouble['forge']>[0]): Forge {
    return GitLabForge.create({
      ...options,
      url: this.url,
      baseBranch: 'main',
      integrations: this.integrations(token),
    });
  }

  idOf(username: string): number {
    return this.people.indexOf(username) + 1;
  }

  nameOf(id: number): string | undefined {
    return this.people[id - 1];
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

  #guard(call: Call): Answer | undefined {
    const account = this.#accountOf(call);
    if (!account) {
      return { status: 401, body: { message: '401 Unauthorized' } };
    }
    return account.readOnly && call.method !== 'GET'
      ? {
          status: 403,
          body: {
            error: 'insufficient_scope',
            error_description:
              'The request requires higher privileges than provided by the access token.',
            scope: 'api',
          },
        }
      : undefined;
  }

  #accountOf({ headers }: Pick<Call, 'headers'>): DoubleAccount | undefined {
    return this.accounts.get(
      (headers.authorization ?? '').replace(/^bearer /i, ''),
    );
  }
}
