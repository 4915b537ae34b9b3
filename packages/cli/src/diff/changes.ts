import chalk from 'chalk';
import {
  decideReview,
  diffResults,
  summarizeChanges,
  type CompileResult,
  type FileChange,
  type Finding,
  type PlatformContract,
  type ReviewDecision,
} from '@fairway/plugin-golden-path-common';

/** What changes for one service. */
export interface ServiceChange {
  name: string;
  change: 'added' | 'changed' | 'removed';
  files: FileChange[];
  /** Missing when the service goes away. */
  review?: ReviewDecision;
  cost: { before?: string; after?: string; currency: string };
  /** Findings that deny after the change. */
  denied: Finding[];
  /** Those of them that did not deny before. */
  newlyDenied: Finding[];
  /** Whether it was denied before, and is no longer. */
  noLongerDenied: boolean;
}

/** The change of one service, or `undefined` when nothing does. */
export async function serviceChange(options: {
  name: string;
  before?: CompileResult;
  after?: CompileResult;
  contract: PlatformContract;
}): Promise<ServiceChange | undefined> {
  const { name, before, after, contract } = options;
  const files = diffResults({ before, after });
  const denied = denialsOf(after);
  const deniedBefore = denialsOf(before);
  const noLongerDenied =
    after !== undefined && denied.length === 0 && deniedBefore.length > 0;
  if (files.length === 0 && denied.length === 0 && !noLongerDenied) {
    return undefined;
  }
  return {
    name,
    change: kindOf(before, after),
    files,
    ...(after ? { review: decideReview({ before, after, contract }) } : {}),
    cost: {
      ...(before ? { before: before.cost.monthly } : {}),
      ...(after ? { after: after.cost.monthly } : {}),
      currency: contract.prices.currency,
    },
    denied,
    newlyDenied: denied.filter(
      ({ policy, message }) =>
        !deniedBefore.some(
          old => old.policy === policy && old.message === message,
        ),
    ),
    noLongerDenied,
  };
}

function denialsOf(result: CompileResult | undefined): Finding[] {
  return (result?.findings ?? []).filter(({ severity }) => severity === 'deny');
}

/** The change for people; what several clusters share is told once. */
export async function changeLines(change: ServiceChange): Promise<string[]> {
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

function kindOf(
  before: CompileResult | undefined,
  after: CompileResult | undefined,
): ServiceChange['change'] {
  if (!before) {
    return 'added';
  }
  return after ? 'changed' : 'removed';
}
