/** An alert of one shape of work. */
export interface WorkAlert {
  alert: string;
  expr: string;
  for: string;
  /** In production; `ticket` when left out. */
  severity?: 'page' | 'ticket';
  summary: string;
  description: string;
  from: string;
  why: string;
}

/** A panel of the dashboard. */
export interface Panel {
  title: string;
  unit: string;
  queries: { expr: string; legend: string }[];
}

/**
 * What people and signals are told of one shape of work beside what every service has. Alerts, dashboard and runbook
 * read it, so that none of them asks for the workload type.
 */
export interface WorkNotes {
  /** How much of it runs, in words, where that is not a range of replicas. */
  extent?: string;
  alerts: WorkAlert[];
  /** Before the panels that every workload has. */
  panels: Panel[];
  /** Sentences for the runbook: what goes wrong with work of this kind, and what to do. */
  failureModes: string[];
  /** Sections of the runbook that only this work has; Markdown. */
  sections: { title: string; lines: string[] }[];
  /** Steps for the runbook that come before looking at errors; Markdown. */
  firstSteps: string[];
  /** The way back, in place of the carrier's and of a revert; Markdown. */
  wayBack?: string[];
}

/** Of work about which there is nothing to add. */
export const NO_NOTES: WorkNotes = {
  alerts: [],
  panels: [],
  failureModes: [],
  sections: [],
  firstSteps: [],
};
