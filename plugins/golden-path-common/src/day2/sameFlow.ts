import type { ServiceFlow } from './api';

/** Whether two flows ask for the same of a service. @public */
export function isSameFlow(a: ServiceFlow, b: ServiceFlow): boolean {
  return wordsOf(a) === wordsOf(b);
}

/** What is left out, and what says what leaving it out says, is the same. */
function wordsOf(flow: ServiceFlow): string {
  switch (flow.kind) {
    case 'rename':
      return JSON.stringify([flow.kind, flow.to]);
    case 'move':
      return JSON.stringify([flow.kind, flow.owner, flow.system]);
    default:
      return JSON.stringify([flow.kind, flow.release ?? false]);
  }
}
