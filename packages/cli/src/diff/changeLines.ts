import chalk from 'chalk';
import {
  summarizeChanges,
  type ServiceChange,
} from '@fairway/plugin-golden-path-common';

/** The change of a service for people; what several clusters share is told once. */
export function changeLines(change: ServiceChange): string[] {
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
      ({ message, remedy }) => `  ${chalk.red('denied')}: ${message} ${remedy}`,
    ),
  ];
}
