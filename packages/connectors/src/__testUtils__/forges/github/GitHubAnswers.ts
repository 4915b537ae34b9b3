import type {
  DoubleComment,
  DoubleRequest,
  DoubleReview,
} from '../DoubleRequests';
import type { Answer } from '../HttpDouble';
import { Schemas } from '../Schemas';
import type { GitHubDouble } from './GitHubDouble';
import published from './schema.json';

type Operation = keyof typeof published.operations;

const schemas = new Schemas(published.definitions);

/** What GitHub answers, by the schemas that it publishes. */
export class GitHubAnswers {
  readonly #double: GitHubDouble;

  constructor(double: GitHubDouble) {
    this.#double = double;
  }

  /** An answer of an operation, filled up and validated. */
  of(
    operation: Operation,
    status: number,
    values: unknown,
    headers?: Record<string, string>,
  ): Answer {
    const answers: Record<string, object> = published.operations[operation];
    const schema = answers[status];
    if (!schema) {
      throw new Error(`GitHub never answers ${operation} with ${status}.`);
    }
    return {
      status,
      headers,
      body: schemas.answer(`${operation} ${status}`, schema, values),
    };
  }

  /** A 422 as GitHub words them. */
  invalid(operation: Operation, message: string): Answer {
    return this.of(operation, 422, {
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequest', code: 'custom', message }],
      documentation_url: 'https://docs.github.com/rest',
    });
  }

  notFound(operation: Operation): Answer {
    return this.of(operation, 404, {
      message: 'Not Found',
      documentation_url: 'https://docs.github.com/rest',
      status: '404',
    });
  }

  user(login: string) {
    const bot = [...this.#double.accounts.values()].some(
      account => account.login === login && account.type === 'Bot',
    );
    return { login, type: bot ? 'Bot' : 'User', id: 1 };
  }

  /** A pull request of a list; one that is asked for alone tells more. */
  pull(request: DoubleRequest) {
    const { apiBaseUrl, url } = this.#double;
    const { number, state, endedAt } = request;
    const own = `${apiBaseUrl}/repos/acme/gitops/pulls/${number}`;
    return {
      id: 100 + number,
      node_id: `PR_${number}`,
      number,
      url: own,
      html_url: `${url}/pull/${number}`,
      state: state === 'open' ? 'open' : 'closed',
      locked: false,
      draft: request.draft,
      title: request.title,
      body: request.body === '' ? null : request.body,
      user: this.user(request.account),
      labels: request.labels.map((name, index) => ({
        id: index,
        name,
        default: false,
        color: 'ededed',
      })),
      head: this.#side(
        request.fromFork ? 'mallory' : 'acme',
        request.branch,
        request.commit,
      ),
      base: this.#side('acme', request.base, request.commit),
      requested_reviewers: request.reviewers.map(login => this.user(login)),
      requested_teams: request.teams.map(slug => ({ slug, name: slug })),
      author_association: 'MEMBER',
      auto_merge: null,
      created_at: request.createdAt,
      updated_at: request.updatedAt,
      closed_at: endedAt ?? null,
      merged_at: state === 'merged' ? endedAt ?? null : null,
      // While it is open, GitHub shows the commit of a merge that it tried.
      merge_commit_sha: request.mergeCommit ?? 'f'.repeat(40),
    };
  }

  async wholePull(request: DoubleRequest) {
    const { state, mergedBy } = request;
    const mergeable =
      state === 'open' ? await this.#double.requests.mergeable(request) : null;
    return {
      ...this.pull(request),
      merged: state === 'merged',
      mergeable,
      mergeable_state: mergeable === null ? 'unknown' : 'clean',
      merged_by: mergedBy ? this.user(mergedBy) : null,
      comments: request.comments.length,
      commits: 1,
    };
  }

  comment(comment: DoubleComment) {
    return {
      id: comment.id,
      body: comment.text,
      user: this.user(comment.account),
      created_at: comment.at,
      updated_at: comment.at,
      author_association: 'MEMBER',
    };
  }

  review(review: DoubleReview) {
    return {
      id: review.id,
      user: this.user(review.account),
      state: review.state.toUpperCase().replaceAll(' ', '_'),
      commit_id: review.commit,
      submitted_at: review.at,
      author_association: 'MEMBER',
    };
  }

  #side(owner: string, ref: string, sha: string) {
    return {
      label: `${owner}:${ref}`,
      ref,
      sha,
      user: { login: owner, type: 'User' },
      repo: {
        name: 'gitops',
        full_name: `${owner}/gitops`,
        owner: { login: owner, type: 'User' },
      },
    };
  }
}
