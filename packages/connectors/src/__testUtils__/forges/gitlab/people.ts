import type { GitLabDouble } from './GitLabDouble';
import { API } from './paths';

const DEVELOPER = 30;

/** Accounts and groups. */
export function routePeople(double: GitLabDouble): void {
  const { http, answers } = double;

  http.route('GET', `${API}/user`, call =>
    answers.one(
      'ExpandedUserSchema',
      200,
      answers.user(double.accountOf(call).login),
    ),
  );

  http.route('GET', `${API}/users`, call =>
    answers.many(
      'UserSchema',
      double.people
        .filter(username => username === call.query.get('username'))
        .map(username => answers.user(username)),
    ),
  );

  http.route('GET', `${API}/groups/:group/members/all`, call => {
    const members = double.groups.get(call.params.group);
    return members
      ? answers.many(
          'SimpleMemberSchema',
          members.map(username => ({
            ...answers.user(username),
            access_level: DEVELOPER,
          })),
        )
      : answers.refused(404, '404 Group Not Found');
  });
}
