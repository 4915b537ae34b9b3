import { z } from 'zod';
import { pageOf } from '../HttpDouble';
import type { GitLabDouble } from './GitLabDouble';
import { withoutQuickActions } from './mergeRequests';
import { PROJECT } from './paths';

const NOTES = `${PROJECT}/merge_requests/:iid/notes`;
const note = z.object({ body: z.string() });

/** What people write below merge requests, and what GitLab notes there itself. */
export function routeNotes(double: GitLabDouble): void {
  const { http, requests, answers } = double;

  http.route('POST', NOTES, call => {
    const request = requests.get(call.params.iid);
    if (!request) {
      return answers.refused(404, '404 Not found');
    }
    const account = double.accountOf(call).login;
    const written = requests.comment(request, {
      account,
      text: withoutQuickActions(request, note.parse(call.body).body),
    });
    requests.comment(request, {
      account,
      text: 'mentioned in something else',
      system: true,
    });
    return answers.one(
      'MergeRequestNoteSchema',
      201,
      answers.note(request, written),
    );
  });

  http.route('GET', NOTES, call => {
    const request = requests.get(call.params.iid);
    if (!request) {
      return answers.refused(404, '404 Not found');
    }
    const { rows, headers } = pageOf(call, request.comments);
    return answers.many(
      'MergeRequestNoteSchema',
      rows.map(row => answers.note(request, row)),
      headers,
    );
  });
}
