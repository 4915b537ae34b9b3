import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const SOMEBODY = {
  GIT_AUTHOR_NAME: 'Somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.com',
  GIT_COMMITTER_NAME: 'Somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.com',
};

/** A bare repository as a Git host keeps it, served over smart HTTP by git's own `http-backend`. */
export class BareRepository {
  /** @param name - its path, e.g. `acme/gitops`; @param hidden - refs that the host keeps to itself */
  static async create(name: string, hidden: string): Promise<BareRepository> {
    const root = await mkdtemp(path.join(os.tmpdir(), 'fairway-forge-'));
    const directory = path.join(root, `${name}.git`);
    await mkdir(directory, { recursive: true });
    const repository = new BareRepository(root, directory);
    await repository.git('init', '--quiet', '--bare', '--initial-branch=main');
    await repository.git('config', 'http.receivepack', 'true');
    await repository.git('config', 'receive.hideRefs', hidden);
    const first = await repository.git(
      'commit-tree',
      EMPTY_TREE,
      '-m',
      'Initial commit',
    );
    await repository.git('update-ref', 'refs/heads/main', first);
    return repository;
  }

  readonly #root: string;
  readonly directory: string;

  private constructor(root: string, directory: string) {
    this.#root = root;
    this.directory = directory;
  }

  /** Runs git here. @throws when it fails. */
  async git(...args: string[]): Promise<string> {
    const { code, output, errors } = await this.#run(args);
    if (code !== 0) {
      throw new Error(`git ${args.join(' ')}: ${errors}`);
    }
    return output.trim();
  }

  async tip(ref: string): Promise<string | undefined> {
    const { code, output } = await this.#run([
      'rev-parse',
      '--quiet',
      '--verify',
      ref,
    ]);
    return code === 0 ? output.trim() : undefined;
  }

  /** Tips of all branches, by name. */
  async branches(): Promise<Map<string, string>> {
    const lines = await this.git(
      'for-each-ref',
      '--format=%(refname:strip=2) %(objectname)',
      'refs/heads',
    );
    return new Map(
      lines.split('\n').map(line => {
        const [name, tip] = line.split(' ');
        return [name, tip];
      }),
    );
  }

  async contains(branch: string, commit: string): Promise<boolean> {
    const { code } = await this.#run([
      'merge-base',
      '--is-ancestor',
      commit,
      branch,
    ]);
    return code === 0;
  }

  /** The tree of a merge, undefined when both sides changed the same. */
  async mergedTree(ours: string, theirs: string): Promise<string | undefined> {
    const { code, output } = await this.#run([
      'merge-tree',
      '--write-tree',
      ours,
      theirs,
    ]);
    return code === 0 ? output.trim() : undefined;
  }

  /** Answers a call of git over HTTP. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    user: string | undefined,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: this.#root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: `${request.headers['content-encoding'] ?? ''}`,
        GIT_PROTOCOL: `${request.headers['git-protocol'] ?? ''}`,
        ...(user && { REMOTE_USER: user }),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.stdin.on('error', () => {});
    request.pipe(child.stdin);
    const said = await buffer(child.stdout);
    const end = said.indexOf('\r\n\r\n');
    const headers = said.subarray(0, end).toString().split('\r\n');
    let status = 200;
    for (const header of headers) {
      const [name, value] = header.split(/:\s*/, 2);
      if (name.toLowerCase() === 'status') {
        status = Number.parseInt(value, 10);
      } else {
        response.setHeader(name, value);
      }
    }
    response.writeHead(status).end(said.subarray(end + 4));
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }

  async #run(
    args: string[],
  ): Promise<{ code: number | null; output: string; errors: string }> {
    const child = spawn('git', args, {
      cwd: this.directory,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: os.devNull,
        GIT_CONFIG_NOSYSTEM: '1',
        ...SOMEBODY,
      },
      stdio: 'pipe',
    });
    child.stdin.end();
    const [output, errors, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended(child),
    ]);
    return { code, output, errors };
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}
