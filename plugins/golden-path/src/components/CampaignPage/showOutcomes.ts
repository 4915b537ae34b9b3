/** Where the list of services stands on the page. */
export const OUTCOMES_ID = 'campaign-services';

/** Brings the list of services into sight, for a click that narrows it from afar. */
export function showOutcomes(): void {
  document.getElementById(OUTCOMES_ID)?.scrollIntoView({ block: 'start' });
}
