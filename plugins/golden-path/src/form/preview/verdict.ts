import type { State } from '@fairway/ui';
import { asSentence } from '../words';
import { toMendOf } from './inTheWay';
import type { Finding, Preview } from '@fairway/plugin-golden-path-common';

/** The one line above all: may I, and if not, what is in the way. */
export function verdictOf(preview: Preview | undefined): {
  state: State;
  label: string;
} {
  if (!preview) {
    return { state: 'unknown', label: 'Loading the contract' };
  }
  const wrong = toMendOf(preview).length;
  if (wrong) {
    return {
      state: 'critical',
      label: wrong === 1 ? '1 thing to mend' : `${wrong} things to mend`,
    };
  }
  if (preview.missing.length) {
    return {
      state: 'unknown',
      label:
        preview.missing.length === 1
          ? '1 answer to go'
          : `${preview.missing.length} answers to go`,
    };
  }
  const warnings = preview.findings.length;
  return warnings
    ? {
        state: 'attention',
        label: warnings === 1 ? '1 warning' : `${warnings} warnings`,
      }
    : { state: 'good', label: 'Ready to propose' };
}

/**
 * What the schema says in the form of findings, before those of the compiler: people mend both the same way.
 * `placeOf` names the field of an intent pointer.
 */
export function allFindings(
  preview: Preview,
  placeOf: (at: string) => string,
): Finding[] {
  return [
    ...preview.problems.map(
      (problem): Finding => ({
        policy: 'intent',
        title: placeOf(problem.at),
        severity: 'deny',
        message: asSentence(problem.message),
        at: problem.at,
        remedy: asSentence(problem.remedy),
      }),
    ),
    ...preview.findings,
  ];
}
