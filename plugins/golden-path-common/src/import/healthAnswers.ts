import type { Draft } from './draft';

/**
 * What keeps running, has no port and reads no queue that could be seen. The platform asks everything that keeps
 * running whether it is well, so the draft takes on the port and a path at which it can answer.
 */
export function answerWithoutPort(draft: Draft): void {
  const at = '/spec/containers/app';
  draft.ask({
    at: '/spec/workloadType',
    question:
      'What kind of work is it? It keeps running, and nothing calls it: a queue-worker if it reads a topic, a scheduled-task if it runs at times.',
    value: 'internal-api',
    basis: 'placeholder',
  });
  if (
    draft.get(`${at}/health`) !== undefined ||
    draft.get(`${at}/protocol`) === 'grpc'
  ) {
    return;
  }
  draft.set(`${at}/health/ready`, '/health/ready');
  draft.ask({
    at: `${at}/health/ready`,
    question:
      'On which port and path does it say that it is well? The platform asks everything that keeps running, and it has no probe.',
    value: '/health/ready',
    basis: 'placeholder',
  });
}

/** Asks for the health of what answers on a port and says nowhere how it is; nothing is guessed. */
export function askForHealth(draft: Draft): void {
  const at = '/spec/containers/app';
  if (
    draft.get(`${at}/port`) !== undefined &&
    draft.get(`${at}/health`) === undefined &&
    draft.get(`${at}/protocol`) !== 'grpc'
  ) {
    draft.ask({
      at: `${at}/health/ready`,
      question:
        'Which path answers 200 only while it can take requests? Without one it is denied.',
      basis: 'open',
    });
  }
}
