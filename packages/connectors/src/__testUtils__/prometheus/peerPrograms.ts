import { execFileSync } from 'node:child_process';
import path from 'node:path';

const SCRIPTS = path.resolve(__dirname, '../../../../../scripts/lib');

/** What a script finds on this machine, installing Debian's package as root: files by name, or why there are none. */
export function peerPrograms(
  script: string,
): Record<string, string | undefined> & { reason?: string } {
  return JSON.parse(
    execFileSync(process.execPath, [path.join(SCRIPTS, script)], {
      encoding: 'utf8',
    }),
  );
}
