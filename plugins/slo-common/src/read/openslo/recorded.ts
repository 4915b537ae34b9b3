import { WINDOW_PLACEHOLDER, type RecordedSli } from '../../model';
import { ERROR_RATIO } from '../../rules/sloth/names';
import type { Slo } from './schema/slo';

/** Windows over which the golden path has error ratios recorded. */
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'];

/**
 * What is recorded of an objective that the golden path derived, as its documents tell: it emits the rules with them.
 * Of other documents nobody knows whether rules of theirs are loaded anywhere.
 */
export function recordedOf({ metadata, spec }: Slo): RecordedSli | undefined {
  const { service } = spec;
  const environment = metadata.labels?.environment;
  const objective = metadata.name.slice(service.length + 1);
  const isDerived =
    metadata.name === `${service}-${objective}` &&
    metadata.displayName === `${service}: ${objective}` &&
    typeof environment === 'string';
  return isDerived
    ? {
        ratio: `${ERROR_RATIO}${WINDOW_PLACEHOLDER}`,
        windows: WINDOWS,
        key: { label: 'service', value: service },
        matchers: { slo: objective, environment },
        events: {
          bad: 'slo:sli_bad_events:rate5m',
          total: 'slo:sli_events:rate5m',
        },
      }
    : undefined;
}
