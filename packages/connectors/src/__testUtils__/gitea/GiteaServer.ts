import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { giteaBinary } from './giteaBinary';

const run = promisify(execFile);

const STARTS = 3;
const START_TRIES = 150;
const START_PAUSE_MS = 200;
const PASSWORD = 'only-for-tests-1';

/** A real Gitea with a database and repositories of its own, reachable on the loopback interface only. */
export class GiteaServer {
  static async start(): Promise<GiteaServer> {
    const { file, assets } = await giteaBinary();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-gitea-'));
    const config = path.join(folder, 'app.ini');
    await mkdir(path.join(folder, 'data'));
    await writeFile(config, settings({ folder, port: 0, assets }));
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      GITEA_WORK_DIR: folder,
      // In containers there is often no other user; nothing but the tests reaches it.
      GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: 'true',
    };
    const gitea = (...args: string[]) =>
      run(file, [...args, '--config', config], { env });
    await gitea('migrate');
    const tokens: Record<string, string> = {};
    for (const name of ['portal', 'olive', 'sam']) {
      await gitea(
        'admin',
        'user',
        'create',
        '--username',
        name,
        '--password',
        PASSWORD,
        '--email',
        `${name}@example.com`,
        '--must-change-password=false',
      );
      const { stdout } = await gitea(
        'admin',
        'user',
        'generate-access-token',
        '--username',
        name,
        '--token-name',
        'tests',
        '--scopes',
        'all',
        '--raw',
      );
      // What Gitea has to say about its user comes before it.
      tokens[name] = stdout.trim().split('\n').at(-1) ?? '';
    }
    for (let attempt = 1; ; attempt += 1) {
      // Asked for at the last moment, and another one where somebody else was given it all the same.
      const port = await freePort();
      await writeFile(config, settings({ folder, port, assets }));
      const child = spawn(file, ['web', '--config', config], {
        env,
        stdio: 'ignore',
      });
      const server = new GiteaServer({ child, folder, port, tokens });
      try {
        await server.#started(path.join(folder, 'gitea.log'));
        return server;
      } catch (error) {
        if (attempt === STARTS || child.exitCode === null) {
          await server.stop();
          throw error;
        }
      }
    }
  }

  readonly url: string;
  readonly host: string;
  /** By name of the account: `portal`, `olive`, `sam`. */
  readonly tokens: Record<string, string>;
  readonly #child: ChildProcess;
  readonly #folder: string;
  #repositories = 0;

  private constructor(options: {
    child: ChildProcess;
    folder: string;
    port: number;
    tokens: Record<string, string>;
  }) {
    this.#child = options.child;
    this.#folder = options.folder;
    this.tokens = options.tokens;
    this.host = `127.0.0.1:${options.port}`;
    this.url = `http://${this.host}`;
  }

  /** An empty repository of the portal's account, which the others may write to. */
  async makeRepository(): Promise<string> {
    this.#repositories += 1;
    const name = `gitops-${this.#repositories}`;
    await this.api('portal', 'POST', '/user/repos', { name, private: true });
    for (const other of ['olive', 'sam']) {
      await this.api(
        'portal',
        'PUT',
        `/repos/portal/${name}/collaborators/${other}`,
        { permission: 'write' },
      );
    }
    return name;
  }

  /** Calls the API as a person. */
  async api(
    as: string,
    method: string,
    route: string,
    body?: unknown,
  ): Promise<unknown> {
    const answer = await fetch(`${this.url}/api/v1${route}`, {
      method,
      headers: {
        authorization: `token ${this.tokens[as]}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`Gitea: ${method} ${route}: ${answer.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Address for a clone of a person. */
  cloneUrl(as: string, repository: string): string {
    return `http://${as}:${this.tokens[as]}@${this.host}/portal/${repository}.git`;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise(resolve => this.#child.once('exit', resolve));
      this.#child.kill('SIGTERM');
      await Promise.race([
        ended,
        wait(10_000, undefined, { ref: false }).then(() =>
          this.#child.kill('SIGKILL'),
        ),
      ]);
    }
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #started(log: string): Promise<void> {
    for (let attempt = 1; attempt <= START_TRIES; attempt += 1) {
      if (this.#child.exitCode !== null) {
        break;
      }
      const answer = await fetch(`${this.url}/api/v1/version`).catch(
        () => undefined,
      );
      if (answer?.ok) {
        return;
      }
      await wait(START_PAUSE_MS);
    }
    throw new Error(
      `Gitea does not answer: ${await readFile(log, 'utf8').catch(
        () => 'it wrote no log',
      )}`,
    );
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('The loopback interface gave no port');
  }
  return address.port;
}

function settings(options: {
  folder: string;
  port: number;
  assets: string;
}): string {
  const { folder, port, assets } = options;
  return `RUN_USER = ${os.userInfo().username}
RUN_MODE = prod
WORK_PATH = ${folder}

[server]
PROTOCOL = http
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = http://127.0.0.1:${port}/
STATIC_ROOT_PATH = ${assets}
DISABLE_SSH = true
OFFLINE_MODE = true

[database]
DB_TYPE = sqlite3
PATH = ${path.join(folder, 'data', 'gitea.db')}
SQLITE_JOURNAL_MODE = WAL

[repository]
ROOT = ${path.join(folder, 'repositories')}
DEFAULT_BRANCH = main

[security]
INSTALL_LOCK = true
PASSWORD_HASH_ALGO = pbkdf2_v1

[log]
MODE = file
LEVEL = Warn
ROOT_PATH = ${folder}

[service]
DISABLE_REGISTRATION = true

[mailer]
ENABLED = false

[indexer]
ISSUE_INDEXER_TYPE = db

[cron]
ENABLED = false

[actions]
ENABLED = false

[packages]
ENABLED = false
`;
}
