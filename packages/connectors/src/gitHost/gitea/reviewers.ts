import type { LoggerService } from '@backstage/backend-plugin-api';
import { z } from 'zod';
import type { ForgeReviewers } from '../remote/Forge';
import type { GiteaClient } from './GiteaClient';

/** Asks for reviews, one after the other: one whom it does not know keeps nobody else from being asked. */
export async function askReviewers(
  client: GiteaClient,
  options: {
    number: number;
    reviewers: ForgeReviewers;
    logger: LoggerService;
  },
): Promise<void> {
  const { number, reviewers, logger } = options;
  const each = [
    ...reviewers.users.map(name => ({ reviewers: [name] })),
    ...reviewers.teams.map(name => ({ team_reviewers: [name] })),
  ];
  for (const body of each) {
    try {
      await client.call({
        doing: 'ask for a review',
        method: 'POST',
        path: `/pulls/${number}/requested_reviewers`,
        body,
        answer: z.unknown(),
      });
    } catch (error) {
      logger.warn(
        `Nobody was asked to review request ${number} of ${
          client.repository
        } as ${JSON.stringify(body)}: ${error}`,
      );
    }
  }
}
