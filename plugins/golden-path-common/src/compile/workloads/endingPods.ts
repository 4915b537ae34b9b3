import { because } from '../because';
import type { PodDifference } from '../derive/podTemplate';

/** Pods that do their work and end. */
export function endingPods(): PodDifference {
  return {
    fields: { restartPolicy: 'Never' },
    scraped: false,
    reasons: [
      because(
        '/restartPolicy',
        'fairway:evidence',
        'A new attempt is a new pod, so that the logs of the failed one are still there.',
      ),
    ],
  };
}
