import type {
  BurnRateWindow,
  DocumentPlace,
  Objective,
  SloFormat,
} from './model';
import type { Problem } from '@fairway/plugin-golden-path-common';

/** What `/api/slo` answers; the OpenAPI document says the same. Times are ISO 8601 in UTC. */

/** @public */
export interface Page<T> {
  items: T[];
  total: number;
  /** Hand it back as `cursor` for the next page; missing on the last. */
  nextCursor?: string;
}

/** The worst that is to be said of an objective, in this order. @public */
export const OBJECTIVE_STATES = [
  /** Nothing is left of the budget. */
  'exhausted',
  /** An alert that pages fires. */
  'burning-fast',
  /** An alert that opens a ticket fires. */
  'burning',
  /** The source answered something that is no number, or series that contradict each other. */
  'invalid',
  /** The source has no series for it. */
  'no-data',
  /** The source does not answer, or it was not asked yet; what was last known is shown as such. */
  'unknown',
  /** Too little traffic for a verdict. */
  'too-few-events',
  /** An exclusion covers this moment. */
  'excluded',
  'healthy',
] as const;

/** @public */
export type ObjectiveState = (typeof OBJECTIVE_STATES)[number];

/** States in which what is left of a budget says something. @public */
export const STATES_WITH_BUDGET: readonly ObjectiveState[] = [
  'exhausted',
  'burning-fast',
  'burning',
  'excluded',
  'healthy',
];

/** Where a document was found. @public */
export type DocumentOrigin =
  /** The golden path's GitOps repository. */
  | { kind: 'golden-path'; path: string; commit: string }
  /** Named by an annotation of a catalog entity. */
  | { kind: 'catalog'; entity: string; url: string }
  /** A folder or file in Git that configuration names. */
  | { kind: 'git'; url: string }
  | { kind: 'upload'; id: string; by: string; at: string };

/** Who answers for it, as far as the catalog knows. @public */
export interface Ownership {
  /** Entity ref of the service, `component:default/payments-api`; missing when the catalog has no such service. */
  entity?: string;
  /** Entity ref of the owner, `group:default/payments`. */
  owner?: string;
  system?: string;
  tier?: string;
  businessUnit?: string;
}

/** What is left of the budget. @public */
export interface BudgetLeft {
  /** Share of the budget that is left; 1 is all of it, below 0 it is overspent. */
  ratio: number;
  /** The same as time in which everything may fail. */
  minutes: number;
  /** The same as events, where events are counted. */
  events?: number;
}

/** How fast the budget goes over one window. @public */
export interface Burn {
  window: string;
  /** Times the pace that would spend it exactly; missing without data. */
  rate?: number;
}

/** One alert, and whether it fires by what is known now. @public */
export interface AlertStanding extends BurnRateWindow {
  firing: boolean;
  /** Why it cannot be judged, in words: a window without data. It is not firing then. */
  notJudged?: string;
  /** Since when its condition holds, which has to last before it fires. */
  holdsSince?: string;
  /** Not even if everything failed: its factor times what may be bad is all there is. */
  neverFires?: true;
}

/** A row of the fleet page. @public */
export interface ObjectiveSummary extends Ownership {
  id: string;
  title: string;
  service: string;
  target: number;
  /** `30d`, `month`: for people. */
  window: string;
  state: ObjectiveState;
  /** Why there is no verdict, in words. */
  reason?: string;
  /**
   * The query of all events has series, that of bad ones has none, and nothing bad was seen in the window. It is judged
   * as if nothing had been bad: counters of errors are not there before the first error. Neither are those whose name
   * or label is misspelt, so pages have to say it.
   */
  noBadSeries?: true;
  /** Share of good events over the window. */
  sli?: number;
  budget?: BudgetLeft;
  /** Burn rates of 1 h, 6 h, 1 d and 3 d. */
  burn: Burn[];
  /** Seconds until nothing is left at the pace of {@link ObjectiveSummary.paceOf}; missing when it is not being spent. */
  exhaustsInSeconds?: number;
  /** The window whose pace that is: `1d`, and `1h` while an alert fires that pages. */
  paceOf?: string;
  /** When the source was last asked with success; missing when it never was. */
  at?: string;
  /** Since when the source does not answer. */
  staleSince?: string;
}

/** `GET /objectives`. @public */
export interface ObjectivesAnswer extends Page<ObjectiveSummary> {
  /** Of all that match the filters other than `state`. */
  states: Record<ObjectiveState, number>;
  /** The values that filters can take. */
  facets: {
    owners: string[];
    systems: string[];
    tiers: string[];
    businessUnits: string[];
  };
  /** Documents that cannot be read: `GET /documents` tells which. */
  unreadable: number;
  /** Places of documents that do not answer now; what they had last stays in force. */
  origins?: OriginStanding[];
  sources: SourceStanding[];
}

/** A place of documents that does not answer now. @public */
export interface OriginStanding {
  kind: DocumentOrigin['kind'];
  /** When its list was read last, ISO 8601: it stays in force. */
  answeredAt?: string;
  failing: { since: string; message: string };
}

/** How a source of indicators does. @public */
export interface SourceStanding {
  id: string;
  title: string;
  /** Epochs of the last answer and of the last failure, ISO 8601. */
  answeredAt?: string;
  failing?: { since: string; message: string };
  objectives: number;
}

/** @public */
export const ROLL_UPS = ['owner', 'system', 'tier', 'businessUnit'] as const;
/** @public */
export type RollUpBy = (typeof ROLL_UPS)[number];

/** A row of `GET /objectives/roll-up?by=owner`. @public */
export interface RollUp {
  /** Missing for those without one. */
  key?: string;
  objectives: number;
  states: Record<ObjectiveState, number>;
  /** The least that is left of a budget among them. */
  leastBudget?: number;
  /** The middle one. */
  medianBudget?: number;
  worst?: { id: string; title: string; service: string };
}

/** The numbers behind the budget, each a line of the sum. @public */
export interface BudgetArithmetic {
  from: string;
  to: string;
  /** Events, or seconds where only ratios are known, or slices. */
  unit: 'events' | 'seconds' | 'slices';
  good: number;
  bad: number;
  total: number;
  /** What exclusions took out of good, bad and total. */
  excluded: { bad: number; total: number; seconds: number };
  target: number;
  /** May be bad: (1 − target) × total. */
  allowed: number;
  /** Of which is spent: bad / allowed. */
  spent: number;
  /** Share of the window for which there is data, exclusions not counted. */
  coverage: number;
}

/** `GET /objectives/:id`. @public */
export interface ObjectiveAnswer extends ObjectiveSummary {
  objective: Objective;
  origin: DocumentOrigin;
  /** The document as it was read. */
  document: {
    text: string;
    format: SloFormat;
    place: DocumentPlace;
    standsIn?: StandIn;
    /** What is wrong in the newest version, where an earlier one stands in. */
    problems?: Problem[];
  };
  arithmetic?: BudgetArithmetic;
  /** Burn rates of all windows of its alerts. */
  burns: Burn[];
  alerts: AlertStanding[];
  policy: BudgetPolicyStanding;
  exclusions: Exclusion[];
  may: { exclude: boolean; change: boolean };
  source?: SourceStanding;
}

/** What the contract says is to happen, and what of it holds now. @public */
export interface BudgetPolicyStanding {
  /** Share of the budget that is spent; missing without data and where there is no verdict on it. */
  spent?: number;
  rules: { spentPercent: number; consequence: string; holds: boolean }[];
}

/** A point of the burn-down. @public */
export interface HistoryPoint {
  /** Begin of the stretch. */
  at: string;
  seconds: number;
  /** Missing where there is no data. */
  bad?: number;
  total?: number;
  /** Share of good events in the stretch. */
  sli?: number;
  /** Budget left at its end, over the window that ended then. */
  budget?: number;
  /** Burn rate of the stretch. */
  burn?: number;
  excluded?: true;
}

/** What happened to the service, to be seen beside the numbers. @public */
export interface Marker {
  at: string;
  to?: string;
  kind: 'deploy' | 'incident' | 'exclusion' | 'change';
  title: string;
  url?: string;
}

/** `GET /objectives/:id/history?from&to`. @public */
export interface HistoryAnswer {
  from: string;
  to: string;
  points: HistoryPoint[];
  markers: Marker[];
}

/** An alert that would have fired. @public */
export interface WouldHaveFired {
  severity: 'page' | 'ticket';
  short: string;
  long: string;
  factor: number;
  /** Name of the condition of the document that it is; missing for a pair of windows. */
  condition?: string;
  from: string;
  /** Missing while it still fires. */
  to?: string;
  /** Highest burn rate over the long window meanwhile. */
  peak: number;
}

/** `GET /objectives/:id/would-have-fired?from&to&target`. @public */
export interface WouldHaveFiredAnswer {
  from: string;
  to: string;
  target: number;
  /** Share of that time for which there is history fine enough. */
  coverage: number;
  fired: WouldHaveFired[];
  /** Windows that are too short for the history of that time: not judged. */
  notJudged: { severity: 'page' | 'ticket'; short: string; long: string }[];
  /** Alerts that cannot fire at this target, not even if everything failed; missing without one. */
  neverFires?: {
    severity: 'page' | 'ticket';
    short: string;
    long: string;
    factor: number;
  }[];
}

/** A time that does not count, of `GET /exclusions`. @public */
export interface Exclusion {
  id: string;
  /** Of one objective; of all of the service when missing. */
  objective?: string;
  service: string;
  from: string;
  to: string;
  reason: string;
  by: string;
  createdAt: string;
  state: 'planned' | 'active' | 'past' | 'withdrawn';
  withdrawn?: { by: string; at: string; reason: string };
}

/** Body of `POST /exclusions`. @public */
export interface NewExclusion {
  service: string;
  objective?: string;
  from: string;
  to: string;
  reason: string;
}

/** A document that was found. @public */
export interface SloDocumentSummary {
  id: string;
  origin: DocumentOrigin;
  file: string;
  format?: SloFormat;
  objectives: { id: string; title: string }[];
  problems: Problem[];
  /** When the version that is judged was read. */
  readAt: string;
  standsIn?: StandIn;
}

/** An earlier version of a document that is judged while the newest cannot be read; all ISO 8601. @public */
export interface StandIn {
  /** When it was read. */
  readAt: string;
  /** Since when the newest cannot be read. */
  since: string;
  /** When its objectives are judged no longer. */
  until: string;
}

/** `GET /documents`. @public */
export interface DocumentsAnswer extends Page<SloDocumentSummary> {
  /** Places of documents that do not answer now; what they had last stays in force. */
  origins?: OriginStanding[];
}

/** Body of `POST /documents`: an upload. @public */
export interface NewDocument {
  /** Its name for people, such as `payments.yaml`. */
  file: string;
  text: string;
}

/** `GET /budgets?service=a&service=b`: what the review decision and readiness read. @public */
export interface ServiceBudget {
  service: string;
  objectives: {
    id: string;
    title: string;
    state: ObjectiveState;
    /** Share of the budget that is spent; missing where there is no verdict on it. */
    spent?: number;
    at?: string;
  }[];
}

/** Topic of the event that tells that an objective changed its state. @public */
export const SLO_STATE_TOPIC = 'slo.objective-state';
/** Topic of the event, without payload, that tells that other objectives stand or say something else. @public */
export const SLO_OBJECTIVES_TOPIC = 'slo.objectives';
/** Channel of the signal that open pages listen to. @public */
export const SLO_CHANNEL = 'slo:objectives';

/** Payload of {@link SLO_STATE_TOPIC}. @public */
export interface ObjectiveStateEvent {
  objective: string;
  service: string;
  entity?: string;
  before?: ObjectiveState;
  after: ObjectiveState;
  budget?: number;
  at: string;
}
