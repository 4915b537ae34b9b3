import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Knex } from 'knex';
import { LocalGitHost } from '../gitHost';

const run = promisify(execFile);

/** A folder and a database for local hosts: several may be started on them, as several processes would. */
export class LocalSetup {
  static databases(): TestDatabases {
    return TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  }

  static async create(options: {
    databases: TestDatabases;
    databaseId: TestDatabaseId;
  }): Promise<LocalSetup> {
    const knex = await options.databases.init(options.databaseId);
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

  /** A git that is killed when it is asked to do `command` for the `nth` time after `arm` was called. */
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
    await this.git('--git-dir', this.directory, 'fsck', '--strict', '--full');
  }

  async cleanup(): Promise<void> {
    await Promise.all(this.#hosts.map(host => host.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
