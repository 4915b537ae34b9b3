import type { DoubleComment, DoubleRequest } from '../DoubleRequests';
import type { Answer } from '../HttpDouble';
import { Schemas } from '../Schemas';
import type { GitLabDouble } from './GitLabDouble';
import published from './schema.json';

type Name = keyof typeof published.definitions;

const schemas = new Schemas(published.definitions);
const PROJECT = 7;
const FORK = 8;
const MERGE_STATUS: Record<string, string> = {
  true: 'can_be_merged',
  false: 'cannot_be_merged',
  null: 'checking',
};

/** What GitLab answers, by the types that are published of it. */
export class GitLabAnswers {
  readonly #double: GitLabDouble;

  constructor(double: GitLabDouble) {
    this.#double = double;
  }

  /** An answer of a published type, filled up and validated. */
  one(name: Name, status: number, values: unknown): Answer {
    const schema = { $ref: `#/definitions/${name}` };
    return { status, body: schemas.answer(name, schema, values) };
  }

  /** A list of answers. */
  many(
    name: Name,
    values: unknown[],
    headers?: Record<string, string>,
  ): Answer {
    const schema = {
      type: 'array',
      items: { $ref: `#/definitions/${name}` },
    };
    return {
      status: 200,
      headers,
      body: schemas.answer(`${name}[]`, schema, values),
    };
  }

  refused(status: number, message: unknown): Answer {
    return { status, body: { message } };
  }

  user(username: string) {
    return {
      id: this.#double.idOf(username),
      username,
      name: username,
      state: 'active',
    };
  }

  async mergeRequest(request: DoubleRequest) {
    const { number, state, mergedBy, endedAt } = request;
    const { url, requests } = this.#double;
    const mergeable = state === 'open' && (await requests.mergeable(request));
    return {
      id: 1000 + number,
      iid: number,
      project_id: PROJECT,
      source_project_id: request.fromFork ? FORK : PROJECT,
      target_project_id: PROJECT,
      web_url: `${url}/-/merge_requests/${number}`,
      title: `${request.draft ? 'Draft: ' : ''}${request.title}`,
      description: request.body === '' ? null : request.body,
      draft: request.draft,
      work_in_progress: request.draft,
      state: state === 'open' ? 'opened' : state,
      source_branch: request.branch,
      target_branch: request.base,
      sha: request.commit,
      author: this.user(request.account),
      labels: request.labels,
      reviewers: request.reviewers.map(username => this.user(username)),
      merge_commit_sha: request.mergeCommit ?? null,
      merged_by: mergedBy ? this.user(mergedBy) : null,
      merged_at: state === 'merged' ? endedAt : null,
      closed_at: state === 'closed' ? endedAt : null,
      merge_status: MERGE_STATUS[`${mergeable}`],
      detailed_merge_status: statusOf(request, mergeable),
      has_conflicts: mergeable === false && state === 'open',
      created_at: request.createdAt,
      updated_at: request.updatedAt,
    };
  }

  note(request: DoubleRequest, comment: DoubleComment) {
    return {
      id: comment.id,
      body: comment.text,
      author: this.user(comment.account),
      system: comment.system ?? false,
      created_at: comment.at,
      updated_at: comment.at,
      noteable_type: 'MergeRequest',
      noteable_iid: request.number,
      project_id: PROJECT,
    };
  }
}

function statusOf(request: DoubleRequest, mergeable: boolean | null): string {
  if (request.state !== 'open') {
    return 'not_open';
  }
  if (mergeable === null) {
    return 'checking';
  }
  if (request.draft) {
    return 'draft_status';
  }
  return mergeable ? 'mergeable' : 'broken_status';
}
