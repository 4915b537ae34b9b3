import { z } from 'zod';
import { pageOf, type Answer } from '../HttpDouble';
import type { DoubleRequest } from '../DoubleRequests';
import type { GitLabDouble } from './GitLabDouble';
import { PROJECT } from './paths';

const MERGE_REQUESTS = `${PROJECT}/merge_requests`;
const MAX_TITLE = 255;
const DRAFT = /^(?:draft:|\[draft\]|\(draft\))\s*/i;
const labels = z.string().transform(list => list.split(',').filter(Boolean));
const said = {
  description: z.string().optional(),
  labels: labels.optional(),
  reviewer_ids: z.array(z.int()).optional(),
};
const newRequest = z.object({
  ...said,
  source_branch: z.string(),
  target_branch: z.string(),
  title: z.string(),
});
const change = z.object({
  ...said,
  title: z.string().optional(),
  state_event: z.enum(['close', 'reopen']).optional(),
});
const STATES: Record<string, string> = { opened: 'open' };

/** Opening, finding and changing merge requests. */
export function routeMergeRequests(double: GitLabDouble): void {
  const { http, requests, repository, answers } = double;

  const apply = (
    request: DoubleRequest,
    given: z.infer<typeof change>,
  ): void => {
    if (given.title !== undefined) {
      request.draft = DRAFT.test(given.title);
      request.title = given.title.replace(DRAFT, '');
    }
    if (given.description !== undefined) {
      request.body = withoutQuickActions(request, given.description);
    }
    request.labels = given.labels ?? request.labels;
    request.reviewers = given.reviewer_ids
      ? given.reviewer_ids
          .flatMap(id => double.nameOf(id) ?? [])
          .slice(0, double.maxReviewers)
      : request.reviewers;
    request.updatedAt = requests.now();
  };

  const refusalOf = (title: string | undefined): Answer | undefined =>
    title !== undefined && title.length > MAX_TITLE
      ? answers.refused(400, {
          title: ['is too long (maximum is 255 characters)'],
        })
      : undefined;

  http.route('GET', MERGE_REQUESTS, async call => {
    await requests.sync();
    const wanted = (name: string) => call.query.get(name);
    const state = wanted('state') ?? 'all';
    const { rows, headers } = pageOf(
      call,
      requests.all
        .filter(
          request =>
            (state === 'all' || request.state === (STATES[state] ?? state)) &&
            (!wanted('source_branch') ||
              request.branch === wanted('source_branch')) &&
            (!wanted('target_branch') ||
              request.base === wanted('target_branch')),
        )
        .toReversed(),
    );
    const shown = [];
    for (const request of rows) {
      shown.push(await answers.mergeRequest(request));
    }
    return answers.many('MergeRequestSchema', shown, headers);
  });

  http.route('POST', MERGE_REQUESTS, async call => {
    await requests.sync();
    const given = newRequest.parse(call.body);
    const { source_branch: branch, target_branch: base } = given;
    const commit = await repository.tip(`refs/heads/${branch}`);
    const refusal = refusalOf(given.title);
    if (refusal) {
      return refusal;
    }
    if (!commit) {
      return answers.refused(400, {
        source_branch: ['does not exist'],
      });
    }
    const other = requests.all.find(
      request =>
        request.state === 'open' &&
        request.branch === branch &&
        request.base === base &&
        !request.fromFork,
    );
    if (other) {
      return answers.refused(409, [
        `Another open merge request already exists for this source branch: !${other.number}`,
      ]);
    }
    const request = await requests.open({
      branch,
      base,
      title: '',
      body: '',
      draft: false,
      commit,
      account: double.accountOf(call).login,
    });
    apply(request, given);
    return answers.one(
      'ExpandedMergeRequestSchema',
      201,
      await answers.mergeRequest(request),
    );
  });

  http.route('GET', `${MERGE_REQUESTS}/:iid`, async call => {
    await requests.sync();
    const request = requests.get(call.params.iid);
    return request
      ? answers.one(
          'ExpandedMergeRequestSchema',
          200,
          await answers.mergeRequest(request),
        )
      : answers.refused(404, '404 Not found');
  });

  http.route('PUT', `${MERGE_REQUESTS}/:iid`, async call => {
    await requests.sync();
    const request = requests.get(call.params.iid);
    if (!request) {
      return answers.refused(404, '404 Not found');
    }
    const given = change.parse(call.body);
    const refusal = refusalOf(given.title);
    if (refusal) {
      return refusal;
    }
    apply(request, given);
    if (given.state_event === 'close' && request.state === 'open') {
      requests.end(request, 'closed');
    }
    return answers.one(
      'ExpandedMergeRequestSchema',
      200,
      await answers.mergeRequest(request),
    );
  });
}

/** GitLab carries such lines out, and takes them away. */
export function withoutQuickActions(
  request: DoubleRequest,
  text: string,
): string {
  return text
    .split('\n')
    .filter(line => {
      const [, action] = /^\s*\/([a-z_]+)/.exec(line) ?? [];
      if (action === 'close') {
        request.state = 'closed';
      }
      return action === undefined;
    })
    .join('\n');
}
