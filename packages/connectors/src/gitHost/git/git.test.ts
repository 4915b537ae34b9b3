import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Git } from './git';

describe('Git', () => {
  it('runs in a group of its own, so that Ctrl+C in the terminal does not end it in the middle of a merge', async () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'fairway-git-'));
    execFileSync('git', ['init', '--quiet', '--bare', directory]);
    const git = new Git({ binary: 'git', directory });
    const child = git.spawn(['cat-file', '--batch']);
    const ended = new Promise(resolve => {
      child.once('exit', resolve);
    });
    // A negative id is a group, and this group is there only when the process leads it.
    expect(process.kill(-(child.pid ?? 0), 0)).toBe(true);
    child.stdin.end();
    await ended;
    rmSync(directory, { recursive: true });
  });
});
