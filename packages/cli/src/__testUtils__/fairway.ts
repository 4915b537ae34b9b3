import { execFile } from 'node:child_process';
import path from 'node:path';

const bin = path.resolve(__dirname, '../../bin/fairway');

/** Runs the command as a person does whose output goes into a file. */
export function fairway(...args: string[]) {
  return fairwayWith({ args });
}

/** As {@link fairway}, with options of Node and variables. The code of a run that is killed is `NaN`. */
export function fairwayWith(options: {
  args: string[];
  node?: string[];
  env?: Record<string, string>;
}) {
  const { args, node = [], env } = options;
  return new Promise<{ code: number; stdout: string; stderr: string }>(
    resolve => {
      execFile(
        process.execPath,
        [...node, bin, ...args],
        { maxBuffer: 1e8, env: { ...process.env, NODE_OPTIONS: '', ...env } },
        (error, stdout, stderr) =>
          resolve({
            code:
              error?.killed || error?.signal ? NaN : Number(error?.code ?? 0),
            stdout,
            stderr,
          }),
      );
    },
  );
}
