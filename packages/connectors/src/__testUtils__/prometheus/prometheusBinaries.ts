import { execFileSync } from 'node:child_process';
import path from 'node:path';

const SCRIPT = path.resolve(
  __dirname,
  '../../../../../scripts/lib/prometheus.mjs',
);

/** Files of `prometheus` and `promtool`, or why there are none. Installs Debian's package as root. */
export interface PrometheusBinaries {
  prometheus?: string;
  promtool?: string;
  reason?: string;
}

let found: PrometheusBinaries | undefined;

export function prometheusBinaries(): PrometheusBinaries {
  found ??= JSON.parse(
    execFileSync(process.execPath, [SCRIPT], { encoding: 'utf8' }),
  );
  return found ?? {};
}

/** Why there is no Prometheus on this machine; undefined when there is one. */
export function whyNoPrometheus(): string | undefined {
  const { prometheus, promtool, reason } = prometheusBinaries();
  return prometheus && promtool ? undefined : reason ?? 'it was not found';
}
