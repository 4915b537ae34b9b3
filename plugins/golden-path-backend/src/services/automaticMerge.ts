import type {
  AutomaticMerge,
  PlatformContract,
  ReviewDecision,
} from '@fairway/plugin-golden-path-common';

const NOBODY =
  'No trigger for a review was set off, so nobody has to agree to it.';

/** Fairway is about to merge it. */
export const due: AutomaticMerge = { state: 'due', why: NOBODY };

/** Fairway has merged it. */
export const mergedByItself: AutomaticMerge = {
  state: 'merged',
  why: 'Merged by itself: no trigger for a review was set off, and the checks passed.',
};

export const heldByContract: AutomaticMerge = {
  state: 'held',
  why: `${NOBODY} The platform contract lets nothing merge by itself (approvals.automatic: wait), so it is merged when somebody presses Merge.`,
};

/**
 * What becomes of a proposal without a person; undefined when somebody has to agree. Fairway merges only what its
 * author might have merged as one of the owners: what somebody proposes for another team waits for that team.
 */
export function automaticMergeOf(options: {
  review: ReviewDecision;
  contract: PlatformContract;
  /** Entity refs of who proposes, and of their groups. */
  claims: string[];
  /** Entity refs of the groups that own the service, now and as proposed. */
  owners: string[];
  hold: boolean;
  /** Why it is held, in sentences; its author wants it when left out. */
  holdWhy?: string;
}): AutomaticMerge | undefined {
  const { review, contract, claims, owners, hold } = options;
  if (review.decision !== 'automatic') {
    return undefined;
  }
  if (waits(contract)) {
    return heldByContract;
  }
  if (hold) {
    return {
      state: 'held',
      why: `${NOBODY} ${
        options.holdWhy ??
        'Its author keeps it open: it is merged when somebody presses Merge.'
      }`,
    };
  }
  const foreign = owners.filter(owner => !claims.includes(owner));
  return foreign.length > 0
    ? {
        state: 'held',
        why: `${NOBODY} Who proposed it is no member of ${foreign.join(
          ' and ',
        )}, so it is merged when somebody of that group presses Merge.`,
      }
    : due;
}

/** Fairway tried, and this came of it. */
export function stopped(error: unknown): AutomaticMerge {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    state: 'stopped',
    why: `${NOBODY} It could not be merged by itself: ${reason}`,
  };
}

/** Whether the contract leaves every merge to people. */
export function waits(contract: PlatformContract): boolean {
  return contract.approvals.automatic === 'wait';
}
