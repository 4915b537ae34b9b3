import { execFile } from 'node:child_process';
import path from 'node:path';

const bin = path.resolve(__dirname, '../../bin/fairway');

/** Runs the command as a person does whose output goes into a file. */
export function fairway(...args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>(
    resolve => {
      execFile(
        process.execPath,
        [bin, ...args],
        { maxBuffer: 1e8, env: { ...process.env, NODE_OPTIONS: '' } },
        (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    },
  );
}
