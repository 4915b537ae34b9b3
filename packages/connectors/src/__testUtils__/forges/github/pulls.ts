import { z } from 'zod';
import { pageOf } from '../HttpDouble';
import type { GitHubDouble } from './GitHubDouble';
import { REPOSITORY } from './paths';

const PULLS = `${REPOSITORY}/pulls`;
const newPull = z.object({
  title: z.string(),
  body: z.string().optional(),
  head: z.string(),
  base: z.string(),
  draft: z.boolean().optional(),
});
const change = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
});
const review = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});
const MAX_TITLE = 256;
const MAX_BODY = 65_536;

/** Opening, finding and changing pull requests. */
export function routePulls(double: GitHubDouble): void {
  const { http, requests, repository, answers } = double;

  http.route('GET', PULLS, async call => {
    await requests.sync();
    const wanted = (name: string) => call.query.get(name);
    const state = wanted('state') ?? 'open';
    const head = wanted('head');
    const { rows, headers } = pageOf(
      call,
      requests.all
        .filter(
          request =>
            (state === 'all' ||
              (request.state === 'open') === (state === 'open')) &&
            (!wanted('base') || request.base === wanted('base')) &&
            (!head ||
              `${request.fromFork ? 'mallory' : 'acme'}:${request.branch}` ===
                head),
        )
        .toReversed(),
    );
    return answers.of(
      'pulls/list',
      200,
      rows.map(request => answers.pull(request)),
      headers,
    );
  });

  http.route('POST', PULLS, async call => {
    await requests.sync();
    const {
      head,
      base,
      title,
      body = '',
      draft = false,
    } = newPull.parse(call.body);
    const commit = await repository.tip(`refs/heads/${head}`);
    const refused = (message: string) =>
      answers.invalid('pulls/create', message);
    if (!commit) {
      return refused(`head is invalid: ${head}`);
    }
    if (
      requests.all.some(
        ({ state, branch, fromFork }) =>
          state === 'open' && branch === head && !fromFork,
      )
    ) {
      return refused(`A pull request already exists for acme:${head}.`);
    }
    if (await repository.contains(`refs/heads/${base}`, commit)) {
      return refused(`No commits between ${base} and ${head}`);
    }
    if (title.length > MAX_TITLE || body.length > MAX_BODY) {
      return refused('title or body is too long');
    }
    const request = await requests.open({
      branch: head,
      base,
      title,
      body,
      draft,
      commit,
      account: double.accountOf(call).login,
    });
    return answers.of('pulls/create', 201, await answers.wholePull(request));
  });

  http.route('GET', `${PULLS}/:number/reviews`, call => {
    const request = requests.get(call.params.number);
    if (!request) {
      return { status: 404, body: { message: 'Not Found' } };
    }
    const { rows, headers } = pageOf(call, request.reviews);
    return answers.of(
      'pulls/list-reviews',
      200,
      rows.map(row => answers.review(row)),
      headers,
    );
  });

  http.route('GET', `${PULLS}/:number`, async call => {
    await requests.sync();
    const request = requests.get(call.params.number);
    return request
      ? answers.of('pulls/get', 200, await answers.wholePull(request))
      : answers.notFound('pulls/get');
  });

  http.route('PATCH', `${PULLS}/:number`, async call => {
    await requests.sync();
    const request = requests.get(call.params.number);
    if (!request) {
      return { status: 404, body: { message: 'Not Found' } };
    }
    const { title, body, state } = change.parse(call.body);
    request.title = title ?? request.title;
    request.body = body ?? request.body;
    request.updatedAt = requests.now();
    if (state === 'closed' && request.state === 'open') {
      requests.end(request, 'closed');
    }
    return answers.of('pulls/update', 200, await answers.wholePull(request));
  });

  http.route('POST', `${PULLS}/:number/requested_reviewers`, call => {
    const request = requests.get(call.params.number);
    if (!request) {
      return { status: 404, body: { message: 'Not Found' } };
    }
    const { reviewers, team_reviewers: teams } = review.parse(call.body);
    const refused = (message: string) => ({ status: 422, body: { message } });
    if (reviewers.includes(request.account)) {
      return refused('Review cannot be requested from pull request author.');
    }
    if (
      !reviewers.every(login => double.collaborators.has(login)) ||
      !teams.every(slug => double.teams.has(slug))
    ) {
      return refused(
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the acme/gitops repository.',
      );
    }
    request.reviewers = [...new Set([...request.reviewers, ...reviewers])];
    request.teams = [...new Set([...request.teams, ...teams])];
    return answers.of('pulls/request-reviewers', 201, answers.pull(request));
  });
}
