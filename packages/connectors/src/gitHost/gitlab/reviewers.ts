import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { GroupMembers, Users } from '@gitbeaker/rest';
import type { ForgeReviewers } from '../remote/Forge';
import { accountsAnswer, membersAnswer } from './answers';
import type { GitLabClient } from './GitLabClient';

/** Members of a group from here on may merge; who may less is not asked. */
const DEVELOPER = 30;
/** GitLab asks people and not groups: of a large one, so many. */
const MAX_MEMBERS = 5;

/**
 * The accounts to ask for a review, by number. Who is not there, and groups that cannot be seen, are told in the log.
 */
export async function reviewerIds(
  client: GitLabClient,
  options: { reviewers: ForgeReviewers; logger: LoggerService },
): Promise<number[]> {
  const { reviewers, logger } = options;
  const ids: number[] = [];
  for (const user of reviewers.users) {
    const id = await idOf(client, user);
    if (id === undefined) {
      logger.warn(
        `No review is asked of ${user}: ${client.repository} knows no such account`,
      );
    } else {
      ids.push(id);
    }
  }
  for (const team of reviewers.teams) {
    ids.push(...(await membersOf(client, team, logger)));
  }
  return [...new Set(ids)];
}

async function idOf(
  client: GitLabClient,
  username: string,
): Promise<number | undefined> {
  const found = await client.call({
    doing: `look up the account ${username}`,
    answer: accountsAnswer,
    run: api => new Users(api).all({ username, page: 1, perPage: 2 }),
  });
  return found.find(
    account => account.username.toLowerCase() === username.toLowerCase(),
  )?.id;
}

async function membersOf(
  client: GitLabClient,
  group: string,
  logger: LoggerService,
): Promise<number[]> {
  try {
    const members = await client.call({
      doing: `show the members of the group ${group}`,
      answer: membersAnswer,
      run: api =>
        new GroupMembers(api).all(group, {
          includeInherited: true,
          page: 1,
          perPage: 100,
        }),
    });
    return members
      .filter(
        ({ state, access_level: level }) =>
          state === 'active' && level >= DEVELOPER,
      )
      .slice(0, MAX_MEMBERS)
      .map(({ id }) => id);
  } catch (error) {
    if (!(error instanceof NotFoundError)) {
      throw error;
    }
    logger.warn(`No review is asked of the group ${group}: ${error.message}`);
    return [];
  }
}
