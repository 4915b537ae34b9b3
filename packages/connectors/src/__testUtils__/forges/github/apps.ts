import type { GitHubDouble } from './GitHubDouble';
import { API } from './paths';

const INSTALLATION = 41;
const HOUR_MS = 3_600_000;

/** The account of a GitHub App, and the tokens that its installation is given. */
export const APP_ACCOUNT = 'fairway[bot]';

/** What an app asks for before it speaks: where it is installed, and a token for there. */
export function routeApps(double: GitHubDouble): void {
  const { http, answers, accounts } = double;

  http.route('GET', `${API}/app/installations`, () =>
    answers.of('apps/list-installations', 200, [
      {
        id: INSTALLATION,
        account: answers.user('acme'),
        target_type: 'Organization',
        app_slug: 'fairway',
      },
    ]),
  );

  http.route(
    'POST',
    `${API}/app/installations/${INSTALLATION}/access_tokens`,
    () => {
      const token = `ghs_of-the-app-${accounts.size}`;
      accounts.set(token, { login: APP_ACCOUNT, type: 'Bot' });
      return answers.of('apps/create-installation-access-token', 201, {
        token,
        // The SDK looks at the clock of the machine.
        expires_at: new Date(Date.now() + HOUR_MS).toISOString(),
        repository_selection: 'all',
      });
    },
  );
}
