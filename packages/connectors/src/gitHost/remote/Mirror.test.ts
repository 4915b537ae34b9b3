import { mockServices } from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { pushesTo } from '../../__testUtils__/gitHost/Outside';
import { BranchProtectedError, GitHostUnavailableError } from '../errors';
import { RefMovedError } from '../git/refs';
import { gitEnvironment } from './gitEnvironment';
import { Mirror } from './Mirror';

const run = promisify(execFile);

jest.setTimeout(60_000);

describe('A mirror', () => {
  let folder: string;
  let remote: string;
  let mirror: Mirror;
  const logger = mockServices.logger.mock();
  const open = (
    directory: string,
    url = `file://${remote}`,
    options: Partial<Parameters<typeof Mirror.open>[0]> = {},
  ) =>
    Mirror.open({
      directory: path.join(folder, directory),
      binary: 'git',
      baseBranch: 'main',
      name: 'acme/gitops',
      url,
      access: async () => ({ url }),
      logger,
      now: () => 0,
      ...options,
    });
  const commitOn = (parent: string, text: string) =>
    mirror.repository.writeCommit({
      parents: [parent],
      write: [{ path: 'a.yaml', text }],
      author: { ref: 'user:default/priya' },
      message: 'A commit',
      at: 0,
    });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-mirror-'));
    remote = path.join(folder, 'remote.git');
    await run('git', ['init', '-q', '--bare', '--initial-branch=main', remote]);
    mirror = await open('mirror.git');
  });

  afterEach(async () => {
    await mirror.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('begins an empty repository, and is what the host has', async () => {
    const head = await mirror.head();
    const outside = pushesTo(remote);
    const pushed = await outside.push({
      branch: 'main',
      files: [{ path: 'README.md', text: 'Read me\n' }],
    });
    expect(pushed).not.toBe(head);
    expect(await mirror.head()).toBe(pushed);
  });

  it('refuses a repository that has branches, and not the one that is configured', async () => {
    await mirror.head();
    await run('git', ['-C', remote, 'branch', '-m', 'main', 'trunk']);
    await run('git', [
      '-C',
      remote,
      'symbolic-ref',
      'HEAD',
      'refs/heads/trunk',
    ]);
    await expect(mirror.head()).rejects.toThrow(
      /acme\/gitops has no branch main; make it there/,
    );
  });

  it('never writes over what somebody pushed in between', async () => {
    const head = await mirror.head();
    const branch = 'fairway/payments-api';
    const mine = await commitOn(head, 'mine');
    const theirs = await pushesTo(remote).push({
      branch,
      files: [{ path: 'a.yaml', text: 'theirs' }],
    });
    await expect(mirror.push({ branch, commit: mine })).rejects.toBeInstanceOf(
      RefMovedError,
    );
    await expect(
      mirror.push({ branch, expected: head, commit: mine }),
    ).rejects.toBeInstanceOf(RefMovedError);
    await expect(
      mirror.push({ branch, expected: head }),
    ).rejects.toBeInstanceOf(RefMovedError);
    await mirror.sync();
    expect(await mirror.tip(branch)).toBe(theirs);
    await mirror.push({ branch, expected: theirs, commit: mine });
    await mirror.push({ branch, expected: mine });
    expect(await mirror.tip(branch)).toBeUndefined();
  });

  it('tells the words of a host whose rules refuse a push', async () => {
    const head = await mirror.head();
    await run('sh', [
      '-c',
      `printf '#!/bin/sh\\necho "Only maintainers may push"\\nexit 1\\n' > '${remote}/hooks/pre-receive' && chmod +x '${remote}/hooks/pre-receive'`,
    ]);
    const refused = mirror.push({
      branch: 'main',
      expected: head,
      commit: await commitOn(head, 'x'),
    });
    await expect(refused).rejects.toBeInstanceOf(BranchProtectedError);
    await expect(refused).rejects.toThrow(
      /protects main and says: Only maintainers may push/,
    );
    expect(await mirror.head()).toBe(head);
  });

  it('shows the last known state while the host cannot be reached, and promises nothing on it', async () => {
    const head = await mirror.head();
    await rename(remote, `${remote}.away`);
    await run('git', ['init', '-q', '--bare', `${folder}/other.git`]);
    const unreachable = await open(
      'down.git',
      'http://127.0.0.1:9/acme/gitops',
    );
    try {
      await expect(unreachable.headOrLastKnown(0)).rejects.toBeInstanceOf(
        GitHostUnavailableError,
      );
    } finally {
      await unreachable.stop();
    }
    await expect(mirror.head()).rejects.toThrow();
    await rename(`${remote}.away`, remote);
    expect(await mirror.head()).toBe(head);
  });

  it('shows the last known state while the host hangs or hides the repository, and leaves it alone for a while', async () => {
    const url = `file://${remote}`;
    let now = 0;
    let asked = 0;
    let wake = () => {};
    let hangs: Promise<void> | undefined;
    const patient = await open('patient.git', url, {
      now: () => now,
      patienceMs: 30,
      access: async () => {
        asked += 1;
        await hangs;
        return { url };
      },
    });
    try {
      const head = await patient.head();
      asked = 0;
      hangs = new Promise(resolve => {
        wake = resolve;
      });
      expect(await patient.headOrLastKnown(0)).toBe(head);
      expect(await patient.headOrLastKnown(0)).toBe(head);
      expect(asked).toBe(1);
      wake();
      // In turn, so the one that hung has ended by now.
      await patient.sync();

      await rename(remote, `${remote}.away`);
      now += 60_000;
      asked = 0;
      expect(await patient.headOrLastKnown(0)).toBe(head);
      const tries = asked;
      expect(await patient.headOrLastKnown(0)).toBe(head);
      expect(asked).toBe(tries);
      await rename(`${remote}.away`, remote);
      const pushed = await pushesTo(remote).push({
        branch: 'main',
        files: [{ path: 'README.md', text: 'Read me\n' }],
      });
      now += 60_000;
      await patient.sync();
      expect(await patient.headOrLastKnown(0)).toBe(pushed);
    } finally {
      wake();
      await patient.stop();
    }
  });

  it('is of one repository only', async () => {
    await expect(
      open('mirror.git', `file://${folder}/other.git`),
    ).rejects.toThrow(
      /mirrors file:.+remote.git and not file:.+other.git; name another directory/,
    );
  });

  it('keeps credentials out of addresses, arguments and files', async () => {
    await expect(
      open('mirror-2.git', 'https://bot:secret@git.example.com/acme/gitops'),
    ).rejects.toThrow(/holds credentials; move them to integrations/);
    await expect(open('mirror-3.git', 'ssh://git@host/x')).rejects.toThrow(
      /no https address/,
    );
    expect(existsSync(path.join(folder, 'mirror-3.git', 'config'))).toBe(true);
    const config = await readFile(
      path.join(folder, 'mirror-2.git', 'config'),
      'utf8',
    );
    expect(config).not.toContain('secret');

    const env = gitEnvironment({
      url: 'https://git.example.com/acme/gitops.git',
      credentials: { username: 'bot', password: 'secret' },
    });
    const asked = async (url: string) => {
      const { stdout } = await run(
        'git',
        ['config', '--get-urlmatch', 'http.extraHeader', url],
        { env: { PATH: process.env.PATH, HOME: folder, ...env } },
      ).catch(() => ({ stdout: '' }));
      return stdout.trim();
    };
    expect(await asked('https://git.example.com/acme/gitops.git')).toBe(
      `Authorization: Basic ${Buffer.from('bot:secret').toString('base64')}`,
    );
    expect(await asked('https://elsewhere.example.com/')).toBe('');
  });
});
