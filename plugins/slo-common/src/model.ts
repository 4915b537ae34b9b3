/**
 * What an objective is, whichever document it was written in. Ratios are in [0, 1], times in the names of their
 * units; percent is for documents and screens.
 */

/** The documents that are read. @public */
export const SLO_FORMATS = [
  'openslo',
  'sloth',
  'sloth-kubernetes',
  'pyrra',
  'intent',
] as const;

/** @public */
export type SloFormat = (typeof SLO_FORMATS)[number];

/** @public */
export const CALENDAR_UNITS = [
  'day',
  'week',
  'month',
  'quarter',
  'year',
] as const;

/** @public */
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/** Over which time the budget is counted. @public */
export type TimeWindow =
  | { kind: 'rolling'; seconds: number }
  | {
      kind: 'calendar';
      unit: CalendarUnit;
      count: number;
      /** Local time in `timeZone` at which a first window began, `2026-01-01 00:00:00`. */
      start: string;
      /** IANA name, such as `Europe/Berlin`. */
      timeZone: string;
    };

/** How bad moments are counted. @public */
export type Budgeting =
  /** Every event counts the same. */
  | { method: 'occurrences' }
  /** A slice of time is good when its share of good events reaches `sliceTarget`; slices count the same. */
  | { method: 'timeslices'; sliceSeconds: number; sliceTarget: number }
  /** The mean of the shares of the slices. */
  | { method: 'ratio-timeslices'; sliceSeconds: number };

/** In place of a duration in a query; it becomes `5m`, `1h` and so on. @public */
export const WINDOW_PLACEHOLDER = '{{.window}}';

/**
 * The indicator as PromQL with {@link WINDOW_PLACEHOLDER} in its ranges. Each query answers one series without labels
 * that matter.
 * @public
 */
export type Sli =
  /** Events per second; bad ones are among all. */
  | { kind: 'events'; bad: string; total: string }
  /**
   * The share of bad ones only: how many they were is not known, so time is weighed and not events. Where it is a
   * division of ours, `of` has its two parts, which are no events per second: of nothing at all there is no share.
   */
  | {
      kind: 'ratio';
      errorRatio: string;
      of?: { bad: string; total: string };
    };

/** Series that rules record already, so that nothing is computed twice. @public */
export interface RecordedSli {
  /** Name of the error ratio with {@link WINDOW_PLACEHOLDER} in it: `slo:sli_error:ratio_rate{{.window}}`. */
  ratio: string;
  /** Windows that are recorded, as PromQL durations. */
  windows: string[];
  /** The label whose value tells objectives of one batch apart, and its value. */
  key: { label: string; value: string };
  /** Further labels, by equality; objectives with the same ones share a query. */
  matchers: Record<string, string>;
  /** Names of the recorded events per second over 5 minutes, where events are recorded. */
  events?: { bad: string; total: string };
}

/** One promise of one service. @public */
export interface Objective {
  /** Unique over all documents; only letters, digits, `-`, `_` and `.`. */
  id: string;
  format: SloFormat;
  name: string;
  /** For people; the name where the document has none. */
  title: string;
  description?: string;
  /** Name of the service as in the catalog; where the document names none, its own name. */
  service: string;
  /** Share of what has to be good, above 0 and below 1. */
  target: number;
  window: TimeWindow;
  budgeting: Budgeting;
  labels: Record<string, string>;
  sli: Sli;
  recorded?: RecordedSli;
  /** Which alerts the document wants. */
  alerts: { page: boolean; ticket: boolean };
  /** Alerts that policies of OpenSLO ask for, in place of the usual pairs of windows; missing where it has none. */
  conditions?: BurnCondition[];
  place: DocumentPlace;
}

/** Where an objective is written. @public */
export interface DocumentPlace {
  file: string;
  /** First line is 1. */
  line?: number;
}

/** One pair of windows of an alert. @public */
export interface BurnRateWindow {
  severity: 'page' | 'ticket';
  /** PromQL durations. */
  short: string;
  long: string;
  shortSeconds: number;
  longSeconds: number;
  /** Times the pace that would spend the budget exactly in its window. */
  factor: number;
  /** Share of the budget, in percent, that is spent when it fires. */
  spentPercent: number;
  /** How long it has to be so before it fires; at once when missing. */
  forSeconds?: number;
  /** The condition of a document that it is, which has one window for both; missing for a pair of windows. */
  condition?: BurnCondition;
}

/** A condition of an alert policy of OpenSLO, with all that its alert says. @public */
export interface BurnCondition {
  /** As written, `shop-burns-too-fast`; its alert is called `ShopBurnsTooFast`. */
  name: string;
  /** When the burn rate is as high as the threshold, or only when it is higher. */
  operator: '>' | '>=';
  /** Times the pace that would spend the budget exactly. */
  threshold: number;
  lookbackSeconds: number;
  /** How long it has to hold. */
  afterSeconds: number;
  /** As written, for the label. */
  severity: string;
  /** What that means here. */
  urgency: 'page' | 'ticket';
  /** Which of its alerts are wanted. */
  when: { breaching: boolean; noData: boolean };
  description?: string;
  /** Names of those who are to be told. */
  targets: string[];
}

/** A rule of Prometheus. @public */
export type PrometheusRule =
  | { record: string; expr: string; labels?: Record<string, string> }
  | {
      alert: string;
      expr: string;
      for?: string;
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
    };

/** @public */
export interface RuleGroup {
  name: string;
  interval?: string;
  rules: PrometheusRule[];
}

/**
 * What happened in one stretch of time. Where only the share of bad events is known, `total` is the seconds that were
 * seen and `bad` the share times those seconds.
 * @public
 */
export interface Slot {
  /** Epoch milliseconds at which it begins. */
  at: number;
  seconds: number;
  bad: number;
  total: number;
}

/** A stretch of time that does not count. @public */
export interface ExcludedTime {
  /** Epoch milliseconds, `to` not included. */
  from: number;
  to: number;
}
