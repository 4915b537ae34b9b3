import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Knex } from 'knex';
import { LocalGitHost } from '../gitHost';

const run = promisify(execFile);

const onPostgres = Boolean(
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
);

export const databases = TestDatabases.create({
  ids: onPostgres ? ['SQLITE_3', 'POSTGRES_18'] : ['SQLITE_3'],
});

/** Runs tests on each database that is there, and says so where PostgreSQL is not. */
export function describeDatabases(
  tests: (databaseId: TestDatabaseId) => void,
): void {
  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    tests(databaseId);
  });
  if (!onPostgres) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the report shall say so
    it.skip('on PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING is not set', () => {});
  }
}

/** A folder and a database for local hosts: several may be started on them, as several processes would. */
export class LocalSetup {
  static async create(databaseId: TestDatabaseId): Promise<LocalSetup> {
    const knex = await databases.init(databaseId);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-git-'));
    return new LocalSetup(knex, folder);
  }

  readonly knex: Knex;
  readonly directory: string;
  readonly #folder: string;
  readonly #hosts: LocalGitHost[] = [];

  private constructor(knex: Knex, folder: string) {
    this.knex = knex;
    this.#folder = folder;
    this.directory = path.join(folder, 'state', 'gitops.git');
  }

  async start(options: { git?: string } = {}): Promise<LocalGitHost> {
    const host = await LocalGitHost.create({
      directory: this.directory,
      database: { getClient: async () => this.knex },
      logger: mockServices.logger.mock(),
      ...options,
    });
    this.#hosts.push(host);
    return host;
  }

  /** A git that is killed instead of doing `command`, the first time after `arm` was called. */
  async mortalGit(
    command: string,
  ): Promise<{ git: string; arm(): Promise<void> }> {
    const git = path.join(this.#folder, 'git');
    const armed = path.join(this.#folder, 'armed');
    await writeFile(
      git,
      `#!/bin/sh
case " $* " in
  *" ${command} "*) if [ -e '${armed}' ]; then rm '${armed}'; kill -9 $$; fi ;;
esac
exec git "$@"
`,
    );
    await chmod(git, 0o755);
    return { git, arm: () => writeFile(armed, '') };
  }

  /** Hooks that would leave a file. @returns whether one did. */
  async plantHooks(): Promise<() => Promise<boolean>> {
    const proof = path.join(this.#folder, 'a-hook-ran');
    const hooks = path.join(this.directory, 'hooks');
    await mkdir(hooks, { recursive: true });
    for (const name of ['reference-transaction', 'update', 'post-update']) {
      const hook = path.join(hooks, name);
      await writeFile(hook, `#!/bin/sh\ntouch '${proof}'\n`);
      await chmod(hook, 0o755);
    }
    return async () => existsSync(proof);
  }

  /** Runs git as a person would. */
  async git(...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd: this.#folder,
      env: { ...process.env, GIT_CONFIG_GLOBAL: os.devNull },
    });
    return stdout.trim();
  }

  /** Fails unless git finds the repository whole. */
  async requireWhole(): Promise<void> {
    const git = ['--git-dir', this.directory];
    await this.git(...git, 'fsck', '--strict', '--full');
    const unfinished = await this.git(
      ...git,
      'for-each-ref',
      'refs/fairway/incoming',
    );
    if (unfinished !== '') {
      throw new Error(`Refs were left behind: ${unfinished}`);
    }
  }

  async cleanup(): Promise<void> {
    await Promise.all(this.#hosts.map(host => host.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
