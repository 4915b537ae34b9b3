import type { FileChange } from '../changeRequest';
import { diffResults } from '../diff';
import type {
  CompileResult,
  Finding,
  PlatformContract,
  ReviewDecision,
} from '../model';
import { decideReview } from '../review';

/** What changes for one service. @public */
export interface ServiceChange {
  name: string;
  change: 'added' | 'changed' | 'removed';
  files: FileChange[];
  /** Missing when the service goes away. */
  review?: ReviewDecision;
  /** A month's cost, as decimal numbers; a side is missing where the service is. */
  cost: { before?: string; after?: string; currency: string };
  /** Findings that deny after the change. */
  denied: Finding[];
  /** Those of them that did not deny before. */
  newlyDenied: Finding[];
  /** Whether it was denied before, and is no longer. */
  noLongerDenied: boolean;
}

/**
 * What changes for a service between two results of compiling it, whatever differs: its intent, the contract or the
 * fleet. `undefined` when nothing does.
 * @public
 */
export function serviceChange(options: {
  name: string;
  before?: CompileResult;
  after?: CompileResult;
  /** The contract of `after`, which decides about the review. */
  contract: PlatformContract;
}): ServiceChange | undefined {
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
    change: changeOf(before, after),
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

function changeOf(
  before: CompileResult | undefined,
  after: CompileResult | undefined,
): ServiceChange['change'] {
  if (!before) {
    return 'added';
  }
  return after ? 'changed' : 'removed';
}
