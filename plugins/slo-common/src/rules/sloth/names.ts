import { promDuration } from '../../promql/duration';
import type { SlothSlo } from './model';

/** Names of series and labels that Sloth's dashboards and rules rely on. */

export const ERROR_RATIO = 'slo:sli_error:ratio_rate';
export const WINDOW_LABEL = 'sloth_window';
export const ID_LABEL = 'sloth_id';

/** `slo:sli_error:ratio_rate5m`. */
export function errorRatioOver(seconds: number): string {
  return `${ERROR_RATIO}${promDuration(seconds)}`;
}

/** What tells the series of an objective from those of others. */
export function idLabels(slo: SlothSlo): Record<string, string> {
  return {
    [ID_LABEL]: slo.id,
    sloth_service: slo.service,
    sloth_slo: slo.name,
  };
}

/** The same as a selector: `{sloth_id="…", sloth_service="…", sloth_slo="…"}`. */
export function idSelector(slo: SlothSlo): string {
  const matchers = Object.entries(idLabels(slo)).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return `{${matchers.join(', ')}}`;
}

/** Labels of several sources, later ones first, in the order of their names. */
export function mergedLabels(
  ...sources: Record<string, string>[]
): Record<string, string> {
  const merged = new Map(sources.flatMap(source => Object.entries(source)));
  const names = [...merged.keys()].sort();
  return Object.fromEntries(names.map(name => [name, merged.get(name) ?? '']));
}
