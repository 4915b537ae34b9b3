/**
 * The pairs of windows of the SRE workbook for a period of 30 days: an alert needs both, the long one so that a
 * blip does not page, the short one so that it ends when the trouble does.
 */
export interface BurnRate {
  short: string;
  long: string;
  factor: number;
  severity: 'page' | 'ticket';
  /** Share of the 30-day budget that is gone when the alert fires. */
  spent: string;
}

export const SLO_PERIOD = '30d';

export const BURN_RATES: readonly BurnRate[] = [
  { short: '5m', long: '1h', factor: 14.4, severity: 'page', spent: '2%' },
  { short: '30m', long: '6h', factor: 6, severity: 'page', spent: '5%' },
  { short: '2h', long: '1d', factor: 3, severity: 'ticket', spent: '10%' },
  { short: '6h', long: '3d', factor: 1, severity: 'ticket', spent: '10%' },
];

/** Every window that is recorded, shortest first. */
export const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
