import type { Finding } from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';

/**
 * Warns of a gateway inside the company that says nothing of who may come in and how often; what a public one has to
 * state, its exposure asks for.
 * @public
 */
export function checkGateway({ intent }: { intent: ServiceIntent }): Finding[] {
  const gateway = ownPart(intent, 'gateway');
  if (!gateway || intent.spec.exposure === 'public') {
    return [];
  }
  const missing = (['authentication', 'rateLimit'] as const).filter(
    key => gateway[key] === undefined,
  );
  return missing.map(key => ({
    policy: 'gateway',
    title: 'A gateway says who may come in, and how often',
    severity: 'warn',
    message:
      key === 'authentication'
        ? `${intent.metadata.name} lets in everyone who reaches it: the intent says nothing of authentication.`
        : `One caller can use up ${intent.metadata.name} for all: the intent states no rate limit.`,
    at: `/spec/gateway/${key}`,
    remedy:
      key === 'authentication'
        ? 'Add "authentication" to "gateway", such as mtls; none says that it is meant'
        : 'Add "rateLimit" to "gateway", such as 500rps',
  }));
}
