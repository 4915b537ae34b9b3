import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';

const cli = path.resolve(__dirname, '../packages/cli');

/** Runs a program to its end, and throws what it says when it fails. */
export function run(command: string, args: string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw error ?? new Error(`${command} ${args.join(' ')}\n${stderr}`);
  }
}

/** The command line as it is published, built into a folder out of reach of the source tree. Gives the program. */
export function published(folder: string): string {
  run(process.execPath, ['scripts/build.mjs'], cli);
  for (const part of ['bin', 'dist', 'package.json']) {
    cpSync(path.join(cli, part), path.join(folder, part), { recursive: true });
  }
  return path.join(folder, 'bin/fairway');
}
