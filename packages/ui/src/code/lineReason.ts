/** Why a line is there. @public */
export interface LineReason {
  /** From 1. */
  line: number;
  why: string;
  /** Where it comes from: `contract:/tiers/tier-1/rollout`. */
  from: string;
  /** The reason of a part that this line is in: told, but not marked in the gutter. */
  inherited?: boolean;
}
