import type {
  AlertStanding,
  BudgetArithmetic,
  BudgetPolicyStanding,
  Burn,
  Exclusion,
  HistoryAnswer,
  NewExclusion,
  Objective,
  Ownership,
  Page,
  ServiceBudget,
  SourceStanding,
  WouldHaveFiredAnswer,
} from '@fairway/plugin-slo-common';
import type { StatusRow } from '../store/StatusStore';

/** What is counted, and whose it is. */
export interface TrackedObjective {
  objective: Objective;
  ownership: Ownership;
}

/** Which objectives there are: the store of documents, as far as the collector has to know it. */
export interface ObjectiveDirectory {
  /** Ordered by id, those after `after` only. */
  page(options: { after?: string; limit: number }): Promise<TrackedObjective[]>;
  get(id: string): Promise<TrackedObjective | undefined>;
  /** Of these services, ordered by id. */
  ofServices(services: readonly string[]): Promise<TrackedObjective[]>;
}

/** What only the page of one objective shows. */
export interface StatusDetail {
  row?: StatusRow;
  arithmetic?: BudgetArithmetic;
  burns: Burn[];
  alerts: AlertStanding[];
  policy: BudgetPolicyStanding;
  source?: SourceStanding;
}

/** Status, history and preview of objectives, as the router asks for them. Ids that do not exist are a `NotFoundError`. */
export interface StatusReader {
  statusDetail(id: string): Promise<StatusDetail>;
  history(options: {
    id: string;
    /** Epoch milliseconds. */
    from: number;
    to: number;
  }): Promise<HistoryAnswer>;
  wouldHaveFired(options: {
    id: string;
    from: number;
    to: number;
    /** In place of the objective's own. */
    target?: number;
  }): Promise<WouldHaveFiredAnswer>;
  budgets(services: readonly string[]): Promise<ServiceBudget[]>;
  sources(): Promise<SourceStanding[]>;
}

/** Has the sources asked now; all objectives, or these. Ends when what they answered is stored. */
export interface Refresher {
  refresh(ids?: readonly string[]): Promise<void>;
  /** Judges these by what was answered and counted before: nobody is asked. */
  reassess(ids: readonly string[]): Promise<void>;
}

/** Who does something, for the audit log and for the record. */
export interface ExclusionActor {
  /** Entity ref. */
  userRef: string;
}

/** Time that does not count. Whether the caller may change it has been asked before. */
export interface Exclusions {
  list(options: {
    service?: string;
    objective?: string;
    limit: number;
    cursor?: string;
  }): Promise<Page<Exclusion>>;
  /** @throws NotFoundError */
  get(id: string): Promise<Exclusion>;
  /** @throws InputError that names the field, ConflictError when the same is excluded already */
  create(wish: NewExclusion, actor: ExclusionActor): Promise<Exclusion>;
  /** @throws NotFoundError, ConflictError when it is withdrawn already, InputError */
  withdraw(
    id: string,
    reason: string,
    actor: ExclusionActor,
  ): Promise<Exclusion>;
}
