import { pathToFileURL } from 'node:url';
import { found, programsOf } from './debianPackage.mjs';

/** As Debian names it, and as its makers do. */
const NAMES = ['victoria-metrics', 'victoria-metrics-prod'];

function programs() {
  const victoriaMetrics = NAMES.map(found).find(Boolean);
  return victoriaMetrics ? { victoriaMetrics } : undefined;
}

/**
 * A VictoriaMetrics for the tests: that of the PATH, or Debian's package where we are root and it can be installed.
 * @returns its file as `victoriaMetrics`, or `reason` why there is none
 */
export function ensureVictoriaMetrics() {
  return programsOf({
    name: 'victoria-metrics',
    names: 'victoria-metrics is',
    programs,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${JSON.stringify(ensureVictoriaMetrics())}\n`);
}
