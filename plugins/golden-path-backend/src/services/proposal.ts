import type {
  CompileResult,
  FileChange,
  PlatformContract,
  ReviewDecision,
} from '@fairway/plugin-golden-path-common';
import type { ChangePlan } from './changePlan';

/** One service of a proposal, as it stands and as proposed. */
export interface ProposedService {
  before?: CompileResult;
  after: CompileResult;
}

/** A change worked out against one commit, the contract and the fleet of now. Nothing is written yet. */
export interface Proposal extends ProposedService {
  /** Commit of the repository that the plan starts from. */
  head: string;
  contract: PlatformContract;
  /** Other services whose side of an agreement is added. */
  others: ProposedService[];
  /**
   * Services whose intent stays and whose files do not: an agreement with the proposed one takes effect or ends.
   */
  affected: ProposedService[];
  review: ReviewDecision;
  plan: ChangePlan;
  /** What the plan does to each file, in words. */
  files: FileChange[];
}
