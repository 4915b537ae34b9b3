import { NotFoundError } from '@backstage/errors';
import { setTimeout as wait } from 'node:timers/promises';
import { repositoryAnswer } from './answers';
import type { GiteaClient } from './GiteaClient';

const TRIES = 20;
const PAUSE_MS = 150;

/** After the first push Gitea takes the repository for empty, and without requests, for a moment more. */
export async function onceAwake<T>(
  client: GiteaClient,
  call: () => Promise<T>,
): Promise<T> {
  let empty = true;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof NotFoundError) || !empty || attempt === TRIES) {
        throw error;
      }
      await wait(PAUSE_MS);
      ({ empty } = await client.call({
        doing: 'show the repository',
        path: '',
        answer: repositoryAnswer,
      }));
    }
  }
}
