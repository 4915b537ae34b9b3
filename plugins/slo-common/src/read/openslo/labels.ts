import { within, problemAt, type Findings, type Placed } from './tell';
import type { Metadata } from './schema/common';

/** Labels as Prometheus can bear them: names with `_` in place of what it does not know, several values in one. */
export function labelsOf(
  metadata: Placed<Metadata>,
  findings: Findings,
): Record<string, string> {
  const labels = new Map<string, string>();
  for (const [key, value] of Object.entries(metadata.value.labels ?? {})) {
    const name = key.replace(/^(?=[0-9])|[^A-Za-z0-9_]/g, '_');
    const text = Array.isArray(value) ? value.join(',') : value;
    if (labels.has(name) || text === '') {
      findings.remarks.push(
        problemAt(within(metadata, `/labels/${key}`, undefined), {
          message:
            text === ''
              ? `the label ${key} is empty, which is the same as none`
              : `the label ${key} is left out: series call it ${name}, as another one`,
          remedy: text === '' ? 'Give it a value' : 'Rename one of them',
        }),
      );
    } else {
      labels.set(name, text);
    }
  }
  return Object.fromEntries(labels);
}
