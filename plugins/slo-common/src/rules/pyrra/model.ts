import type { MetricSelector } from '../../promql/selector';

/** What Pyrra measures an objective by. */
export type PyrraIndicator =
  | {
      kind: 'ratio';
      errors: MetricSelector;
      total: MetricSelector;
      grouping: string[];
    }
  | {
      kind: 'latency';
      /** Buckets of a classic histogram; the label `le` says which. */
      success: MetricSelector;
      total: MetricSelector;
      grouping: string[];
    }
  | {
      kind: 'latency-native';
      /** A native histogram. */
      total: MetricSelector;
      latencySeconds: number;
      grouping: string[];
    }
  | {
      kind: 'bool-gauge';
      /** 1 is good and 0 is bad. */
      metric: MetricSelector;
      grouping: string[];
    };

/** Values of the label `severity`. */
export interface PyrraSeverities {
  absent: string;
  /** Of the four alerts, from the fastest burn to the slowest. */
  burns: [string, string, string, string];
}

/** An objective as Pyrra knows it, after its document was read. @public */
export interface PyrraObjective {
  name: string;
  namespace?: string;
  /** Share, 0.999. */
  target: number;
  windowSeconds: number;
  indicator: PyrraIndicator;
  alerting: {
    burnRates: boolean;
    absent: boolean;
    name: string;
    absentName: string;
    severities: PyrraSeverities;
  };
  /** Whether the increase over the window is added up from steps of 5 minutes. */
  performanceOverAccuracy: boolean;
  /** Labels and annotations of the document that its rules carry, without their prefix. */
  carried: {
    labels: Record<string, string>;
    annotations: Record<string, string>;
  };
  /** Labels of the objects that hold the rules in a cluster. */
  objectLabels: {
    all: Record<string, string>;
    short: Record<string, string>;
    long: Record<string, string>;
  };
}
