import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { GitHostCredentialsError, GitHostRefusedError } from '../errors';
import type { ForgeReviewers } from '../remote/Forge';
import type { Pull } from './answers';
import type { GitHubClient } from './GitHubClient';

/**
 * Asks for reviews. GitHub refuses a whole list for one name in it (somebody without access, or the author), so after
 * a refusal each is asked alone, and who cannot be asked is told in the log.
 */
export async function askReviewers(
  client: GitHubClient,
  options: { pull: Pull; reviewers: ForgeReviewers; logger: LoggerService },
): Promise<void> {
  const { pull, logger } = options;
  const wanted = newOf(options);
  const each: ForgeReviewers[] = [
    ...wanted.users.map(user => ({ users: [user], teams: [] })),
    ...wanted.teams.map(team => ({ users: [], teams: [team] })),
  ];
  if (each.length === 0) {
    return;
  }
  const refusal = await ask(client, pull.number, wanted);
  if (refusal === undefined) {
    return;
  }
  for (const one of each) {
    const reason =
      each.length === 1 ? refusal : await ask(client, pull.number, one);
    if (reason !== undefined) {
      const [name] = [...one.users, ...one.teams];
      logger.warn(
        `No review was asked of ${name} on request ${pull.number}: ${reason.message}`,
      );
    }
  }
}

/** Those who are not asked yet, and could be: nobody reviews what they opened. */
function newOf({
  pull,
  reviewers,
}: {
  pull: Pull;
  reviewers: ForgeReviewers;
}): ForgeReviewers {
  const users = [
    ...(pull.requested_reviewers ?? []).map(({ login }) => login),
    ...(pull.user ? [pull.user.login] : []),
  ].map(login => login.toLowerCase());
  const teams = (pull.requested_teams ?? []).map(({ slug }) => slug);
  return {
    users: reviewers.users.filter(user => !users.includes(user.toLowerCase())),
    teams: reviewers.teams.filter(team => !teams.includes(team)),
  };
}

/** @returns why nobody of them was asked. */
async function ask(
  client: GitHubClient,
  number: number,
  { users, teams }: ForgeReviewers,
): Promise<Error | undefined> {
  try {
    await client.call({
      doing: 'ask for a review',
      answer: z.unknown(),
      run: octokit =>
        octokit.rest.pulls.requestReviewers({
          ...client.where,
          pull_number: number,
          reviewers: users,
          team_reviewers: teams,
        }),
    });
    return undefined;
  } catch (error) {
    if (
      error instanceof GitHostRefusedError ||
      error instanceof GitHostCredentialsError ||
      error instanceof NotFoundError
    ) {
      return error;
    }
    throw error;
  }
}
