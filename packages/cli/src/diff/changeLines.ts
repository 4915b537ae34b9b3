import chalk from 'chalk';
import { summarizeChanges } from '@fairway/plugin-golden-path-common';
import { findingLine } from '../lib/findingLine';
import type { LocatedChange } from './services';

/** The change of a service for people; what several clusters share is told once. */
export function changeLines(change: LocatedChange): string[] {
  const { cost, review } = change;
  return [
    `${chalk.bold(change.name)}  ${change.change}`,
    ...summarizeChanges(change.files).map(line => `  ${line}`),
    ...(cost.before === cost.after
      ? []
      : [
          `  cost ${cost.before ?? '0.00'} → ${cost.after ?? '0.00'} ${
            cost.currency
          } a month`,
        ]),
    ...(review && review.decision === 'review'
      ? [`  review by ${review.reviewers.join(', ')}`]
      : []),
    ...change.denied.map(
      finding =>
        `  ${chalk.red('denied')} ${findingLine({ ...finding, finding })}`,
    ),
  ];
}
