import type { PlatformContract } from '../../model';
import type { ServiceIntent, WorkloadType } from '../../schema/intent';
import type { Derived, EnvironmentContext, RolloutPlan } from '../context';
import type { Provider } from '../providers/provider';

/** What is known when it is decided how a service is rolled out. */
export interface PlanOptions {
  intent: ServiceIntent;
  contract: PlatformContract;
  /** Whether a public route can split its traffic. */
  routed: boolean;
  providers: readonly Provider[];
}

/**
 * The shape that work takes in a cluster. A workload type is supported when a shape takes it; the features that it
 * has in the contract decide what comes with it.
 */
export interface WorkloadShape {
  types: readonly WorkloadType[];
  /** Which kind carries the pods, and how a new version comes in. */
  plan(options: PlanOptions): RolloutPlan;
  /** What carries the pods, and what belongs to it alone. */
  derive(ctx: EnvironmentContext, providers: readonly Provider[]): Derived[];
}
