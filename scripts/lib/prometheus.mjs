import { pathToFileURL } from 'node:url';
import { found, programsOf } from './debianPackage.mjs';

/** By name, where both are there. */
function programs() {
  const [prometheus, promtool] = ['prometheus', 'promtool'].map(found);
  return prometheus && promtool ? { prometheus, promtool } : undefined;
}

/**
 * A Prometheus for the tests: that of the PATH, or Debian's package where we are root and it can be installed.
 * @returns the files of `prometheus` and `promtool`, or `reason` why there are none
 */
export function ensurePrometheus() {
  return programsOf({
    name: 'prometheus',
    names: 'prometheus and promtool are',
    programs,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${JSON.stringify(ensurePrometheus())}\n`);
}
