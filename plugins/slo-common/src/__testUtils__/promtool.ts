import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = path.resolve(
  __dirname,
  '../../../../scripts/lib/prometheus.mjs',
);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

let answered: { promtool?: string; reason?: string } | undefined;

function programs() {
  answered ??= JSON.parse(
    execFileSync(process.execPath, [SCRIPT], { encoding: 'utf8' }),
  );
  return answered ?? {};
}

/** Why no `promtool` can be had on this machine; undefined when there is one. Installs Debian's package as root. */
export function whyNoPromtool(): string | undefined {
  const { promtool: file, reason } = programs();
  return file ? undefined : reason ?? 'it was not found';
}

/** Runs `promtool`; what it prints, and whether it was content. */
export async function promtool(
  ...args: string[]
): Promise<{ passed: boolean; output: string }> {
  const file = programs().promtool;
  if (!file) {
    throw new Error(`There is no promtool: ${whyNoPromtool()}`);
  }
  const asked = run(file, args, { maxBuffer: MAX_OUTPUT_BYTES });
  const { child } = asked;
  const { stdout, stderr } = await asked.catch(
    (error: { stdout?: string; stderr?: string }) => ({
      stdout: error.stdout ?? '',
      stderr: error.stderr ?? String(error),
    }),
  );
  return { passed: child.exitCode === 0, output: `${stdout}${stderr}` };
}
