import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FileContent, HostRequest } from '../../gitHost';

const run = promisify(execFile);

/** What people do on a host without the portal. */
export interface Outside {
  /**
   * Pushes a commit to a branch, as from a clone. The branch is made from the base branch when it is missing.
   * @param options - `force`: in place of what the branch holds; `message`: of the commit.
   * @returns the commit.
   */
  push(options: {
    branch: string;
    files: FileContent[];
    force?: boolean;
    message?: string;
  }): Promise<string>;
  removeBranch(branch: string): Promise<void>;
  /** Merges on the pages of the host, with a message of one's own; left out where it has none. */
  merge?(request: HostRequest, message?: string): Promise<void>;
  /** Closes on the pages of the host. */
  close?(request: HostRequest): Promise<void>;
  /** Adds a label on the pages of the host. */
  label?(request: HostRequest, label: string): Promise<void>;
  /** Approves on the pages of the host, as `sam` or as `olive`, whom the portal does not know. */
  approve?(request: HostRequest, account: 'sam' | 'olive'): Promise<void>;
  /** Takes back what was approved there. */
  withdraw?(request: HostRequest, account: 'sam' | 'olive'): Promise<void>;
  /** Says something on the pages of the host. @returns the ref of who said it */
  comment?(request: HostRequest, text: string): Promise<string>;
  /** From now on nobody merges into the base branch without two approvals on the host. */
  protectBase?(): Promise<void>;
}

/** Pushes from a clone that lives for one push. */
export function pushesTo(
  url: string,
  baseBranch = 'main',
): Pick<Outside, 'push' | 'removeBranch'> {
  return {
    push: ({ branch, files, force, message = 'By hand' }) =>
      inClone(url, async git => {
        const heads = await git.run('branch', '--remotes');
        const exists = heads.includes(`origin/${branch}`) && !force;
        await git.run(
          'checkout',
          '-q',
          '-B',
          branch,
          `origin/${exists ? branch : baseBranch}`,
        );
        for (const { path: file, text } of files) {
          const target = path.join(git.folder, file);
          await mkdir(path.dirname(target), { recursive: true });
          await writeFile(target, text);
        }
        await git.run('add', '--all');
        await git.run('commit', '-q', '-m', message);
        await git.run('push', '-q', '--force', 'origin', branch);
        return (await git.run('rev-parse', 'HEAD')).trim();
      }),
    removeBranch: branch =>
      inClone(url, async git => {
        await git.run('push', '-q', 'origin', '--delete', branch);
      }),
  };
}

async function inClone<T>(
  url: string,
  work: (git: {
    folder: string;
    run(...args: string[]): Promise<string>;
  }) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-clone-'));
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', args, {
      cwd: folder,
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: os.devNull,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Olive',
        GIT_AUTHOR_EMAIL: 'olive@example.com',
        GIT_COMMITTER_NAME: 'Olive',
        GIT_COMMITTER_EMAIL: 'olive@example.com',
      },
    });
    return stdout;
  };
  try {
    await git('clone', '-q', url, '.');
    return await work({ folder, run: git });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
