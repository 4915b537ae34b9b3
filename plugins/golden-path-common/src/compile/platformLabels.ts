import type { Because } from '../model';
import { because, pointer } from './because';

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** Labels of what the platform itself puts into a cluster. */
export function platformLabels(): Record<string, string> {
  return { [MANAGED_BY]: 'fairway' };
}

/** The reason for {@link platformLabels}. */
export function platformLabelsReason(): Because {
  return because(
    pointer('metadata', 'labels', MANAGED_BY),
    'fairway:managed-by',
    'A change by hand would be undone.',
  );
}
