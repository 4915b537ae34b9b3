import type { PlatformContract } from '../../model';
import type { ServiceIntent, WorkloadType } from '../../schema/intent';
import type { Derived, EnvironmentContext, RolloutPlan } from '../context';
import type { Provider } from '../providers/provider';
import type { EnvironmentSettings } from '../../settings';
import type { WorkNotes } from '../workNotes';

/** Name of a feature that a workload type has or has not. */
export type Feature = keyof EnvironmentContext['features'];

/** What is known when it is decided how a service is rolled out. */
export interface PlanOptions {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings;
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
  /** What this shape adds to alerts, dashboard and runbook. */
  notes?(ctx: Omit<EnvironmentContext, 'notes'>): Partial<WorkNotes>;
  /** Why work of this shape goes without a feature, for each that people may look for. */
  without?: Partial<Record<Feature, string>>;
}
