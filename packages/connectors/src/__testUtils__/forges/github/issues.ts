import { z } from 'zod';
import { pageOf } from '../HttpDouble';
import type { GitHubDouble } from './GitHubDouble';
import { REPOSITORY } from './paths';

const ISSUE = `${REPOSITORY}/issues/:number`;
const labels = z.object({ labels: z.array(z.string()) });
const comment = z.object({ body: z.string() });

/** What GitHub keeps of pull requests as issues: labels and comments. */
export function routeIssues(double: GitHubDouble): void {
  const { http, requests, answers } = double;

  http.route('PUT', `${ISSUE}/labels`, call => {
    const request = requests.get(call.params.number);
    if (!request) {
      return answers.notFound('issues/set-labels');
    }
    request.labels = labels.parse(call.body).labels;
    request.updatedAt = requests.now();
    return answers.of(
      'issues/set-labels',
      200,
      request.labels.map(name => ({ name, color: 'ededed' })),
    );
  });

  http.route('POST', `${ISSUE}/comments`, call => {
    const request = requests.get(call.params.number);
    if (!request) {
      return answers.notFound('issues/create-comment');
    }
    const written = requests.comment(request, {
      account: double.accountOf(call).login,
      text: comment.parse(call.body).body,
    });
    return answers.of('issues/create-comment', 201, answers.comment(written));
  });

  http.route('GET', `${ISSUE}/comments`, call => {
    const request = requests.get(call.params.number);
    if (!request) {
      return answers.notFound('issues/list-comments');
    }
    const { rows, headers } = pageOf(call, request.comments);
    return answers.of(
      'issues/list-comments',
      200,
      rows.map(row => answers.comment(row)),
      headers,
    );
  });
}
