import type { Findings } from './findings';

/** What documents mark for their rules. */
const PREFIX = 'pyrra.dev/';

/** Labels or annotations that the rules carry, without their prefix. */
export function carriedOver(
  written: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(written)
      .filter(([name]) => name.startsWith(PREFIX))
      .map(([name, value]) => [name.slice(PREFIX.length), value]),
  );
}

/** Labels that would make the rules useless, and those that only newer versions of Prometheus take. */
export function checkCarried(
  labels: Record<string, string>,
  findings: Findings,
): void {
  for (const name of Object.keys(carriedOver(labels))) {
    const at = `/metadata/labels/pyrra.dev~1${name
      .replace(/~/g, '~0')
      .replace(/\//g, '~1')}`;
    if (name === 'slo' || name === '' || name === '__name__') {
      findings.problem({
        at,
        message: `the label ${JSON.stringify(
          name,
        )} of the recorded series is not free`,
        remedy: 'Give it another name',
      });
    } else if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      findings.remark({
        at,
        message: `Prometheus takes ${JSON.stringify(
          name,
        )} as a label only from version 3 on`,
        remedy: 'Write it with letters, digits and "_"',
      });
    }
  }
}
