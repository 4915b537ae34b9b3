import type { BurnRateWindow } from '../model';

/** What `fairway slo generate` lets people choose. @public */
export interface RuleOptions {
  /** For objectives of this window; those of Sloth's catalogue for it when missing. Pyrra's documents have their own. */
  windows?: { periodSeconds: number; windows: BurnRateWindow[] };
  /** Labels on every rule. */
  extraLabels?: Record<string, string>;
  disableAlerts?: boolean;
  disableRecordings?: boolean;
}
