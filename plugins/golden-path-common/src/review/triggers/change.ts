import type { CompileResult, PlatformContract } from '../../model';
import type { ReviewTrigger } from '../../schema/contract';

/** Something in a change that people may want to see before it happens. */
export interface Hit {
  trigger: ReviewTrigger;
  why: string;
  at?: string;
  /** Environments it happens in. */
  environments: string[];
  /** Owners of other services that it takes something from, `group:<name>`; they review it too. */
  owners?: string[];
}

/** How much of the error budget of one objective is spent. @public */
export interface SpentBudget {
  service: string;
  /** Of the objective, for people. */
  title: string;
  /** Share; 1 is all of it, and more when it is overspent. */
  spent: number;
}

/** What is compared. */
export interface Change {
  before?: CompileResult;
  after: CompileResult;
  contract: PlatformContract;
  /** Callers that no longer call it in the same request. */
  withdrawn?: readonly string[];
  /** Error budgets of the services, as far as they are known. */
  spentBudgets?: readonly SpentBudget[];
}

/** Every environment of the intent. */
export function environmentsOf({ intent }: CompileResult): string[] {
  return intent.spec.environments.map(environment =>
    typeof environment === 'string' ? environment : environment.name,
  );
}

/** One hit over all environments and clusters in which the same thing happens. */
export function addEnvironment(
  hits: Map<string, Hit>,
  key: string,
  environment: string,
  hit: Omit<Hit, 'environments'>,
): void {
  const known = hits.get(key);
  if (!known) {
    hits.set(key, { ...hit, environments: [environment] });
  } else if (!known.environments.includes(environment)) {
    known.environments.push(environment);
  }
}
