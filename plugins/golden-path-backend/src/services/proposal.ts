import type {
  CompileResult,
  FileChange,
  PlatformContract,
  ReviewDecision,
} from '@fairway/plugin-golden-path-common';
import type { ChangePlan } from './changePlan';

/**
 * One service of a proposal, as it stands and as proposed: new without `before`, gone without `after`, and renamed
 * when the two have different names.
 */
export type ProposedService =
  | { before?: CompileResult; after: CompileResult }
  | { before: CompileResult; after?: undefined };

/** A change worked out against one commit, the contract and the fleet of now. Nothing is written yet. */
export type Proposal = ProposedService & {
  /** Commit of the repository that the plan starts from. */
  head: string;
  contract: PlatformContract;
  /** Other services whose intent changes with it. */
  others: ProposedService[];
  /**
   * Services whose intent stays and whose files do not: an agreement with the proposed one takes effect or ends.
   */
  affected: ProposedService[];
  review: ReviewDecision;
  plan: ChangePlan;
  /** What the plan does to each file, in words. */
  files: FileChange[];
};

/** What stands for a service: as proposed, or as it was when it goes. */
export function resultOf(service: ProposedService): CompileResult {
  return service.after ?? service.before;
}

/** The name that a service has in Git until the proposal is merged, which its branch has too. */
export function mergedNameOf(service: ProposedService): string {
  return service.before?.name ?? resultOf(service).name;
}

/** The names of a service before and after, each once. */
export function namesOf(service: ProposedService): string[] {
  return [...new Set([mergedNameOf(service), resultOf(service).name])];
}

/** What services compile to as proposed; those that go compile to nothing. */
export function resultsAfter(services: ProposedService[]): CompileResult[] {
  return services.flatMap(({ after }) => after ?? []);
}
