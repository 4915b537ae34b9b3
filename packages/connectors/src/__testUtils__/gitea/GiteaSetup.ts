import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { GiteaForge, RemoteGitHost } from '../../gitHost';
import type { GitHostUnderTest } from '../describeGitHost';
import { pushesTo } from '../gitHost/Outside';
import type { GiteaServer } from './GiteaServer';

const TRIES = 100;
const PAUSE_MS = 150;

/** A portal on an empty repository of a real Gitea. */
export async function giteaUnderTest(
  server: GiteaServer,
  /** What stands between the portal and Gitea. */
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<GitHostUnderTest> {
  const repo = await server.makeRepository();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-mirror-'));
  const logger = mockServices.logger.mock();
  const url = `${server.url}/portal/${repo}`;
  const forge = GiteaForge.create({
    url,
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitea: [
            {
              host: server.host,
              baseUrl: server.url,
              password: server.tokens.portal,
            },
          ],
        },
      }),
    ),
    baseBranch: 'main',
    logger,
    patience: { fetch },
  });
  const start = (name: string) =>
    RemoteGitHost.create({
      forge,
      url,
      baseBranch: 'main',
      directory: path.join(folder, name),
      logger,
      freshForMs: 0,
      patienceMs: 60_000,
      accounts: { 'user:default/sam.reviewer': 'sam' },
    });
  const host = await start('mirror.git');
  const fresh: RemoteGitHost[] = [];
  const pulls = `/repos/portal/${repo}`;
  return {
    host,
    startAnew: async () => {
      const anew = await start(`mirror-${fresh.length}.git`);
      fresh.push(anew);
      return anew;
    },
    outside: {
      ...pushesTo(server.cloneUrl('olive', repo)),
      merge: async ({ number, commit }, message) => {
        await onceTaken(() =>
          server.api('olive', 'POST', `${pulls}/pulls/${number}/merge`, {
            Do: 'merge',
            head_commit_id: commit,
            ...(message && { MergeMessageField: message }),
          }),
        );
      },
      close: async ({ number }) => {
        await server.api('olive', 'PATCH', `${pulls}/pulls/${number}`, {
          state: 'closed',
        });
      },
      approve: async ({ number, commit }, account) => {
        await onceTaken(() =>
          server.api(account, 'POST', `${pulls}/pulls/${number}/reviews`, {
            event: 'APPROVED',
            commit_id: commit,
          }),
        );
      },
      withdraw: async ({ number }, account) => {
        const reviews = z
          .array(
            z.object({ id: z.int(), user: z.object({ login: z.string() }) }),
          )
          .parse(
            await server.api(
              account,
              'GET',
              `${pulls}/pulls/${number}/reviews`,
            ),
          );
        const own = reviews.findLast(({ user }) => user.login === account);
        await server.api(
          'portal',
          'POST',
          `${pulls}/pulls/${number}/reviews/${own?.id}/dismissals`,
          { message: 'Not any more' },
        );
      },
      label: async ({ number }, label) => {
        await server.api('olive', 'POST', `${pulls}/labels`, {
          name: label,
          color: '#123456',
        });
        await server.api('olive', 'POST', `${pulls}/issues/${number}/labels`, {
          labels: [label],
        });
      },
      comment: async ({ number }, text) => {
        await server.api(
          'olive',
          'POST',
          `${pulls}/issues/${number}/comments`,
          { body: text },
        );
        return 'gitea:default/olive';
      },
      protectBase: async () => {
        await server.api('portal', 'POST', `${pulls}/branch_protections`, {
          rule_name: 'main',
          required_approvals: 2,
          enable_push: false,
          block_admin_merge_override: true,
        });
      },
    },
    cleanup: async () => {
      await Promise.all([host, ...fresh].map(one => one.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Gitea looks at the head of a new request beside: before it has, there is nothing to review and nothing merges. */
async function onceTaken(call: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await call();
      return;
    } catch (error) {
      const early = /: 404 |try again later/i.test(`${error}`);
      if (attempt === TRIES || !early) {
        throw error;
      }
      await wait(PAUSE_MS);
    }
  }
}
