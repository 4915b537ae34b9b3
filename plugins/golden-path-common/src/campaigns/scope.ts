import type { ServiceIntent } from '../schema/intent';
import type { CampaignScope, CampaignSettings } from './api';

/** What a campaign is run with where its author says nothing. @public */
export const CAMPAIGN_DEFAULTS: CampaignSettings = {
  waves: { by: 'tier', next: 'merged' },
  concurrency: 10,
  merge: 'owners',
};

/** Whether a service is in scope: each kind of narrowing that is stated has to fit. @public */
export function isInScope(
  intent: ServiceIntent,
  scope: CampaignScope,
): boolean {
  const { metadata, spec } = intent;
  const environments = spec.environments.map(environment =>
    typeof environment === 'string' ? environment : environment.name,
  );
  return (
    fits(scope.tiers, [spec.tier]) &&
    fits(scope.teams, [metadata.owner.replace(/^group:/, '')]) &&
    fits(scope.workloadTypes, [spec.workloadType]) &&
    fits(scope.environments, environments) &&
    fits(scope.services, [metadata.name])
  );
}

function fits(
  wanted: readonly string[] | undefined,
  has: readonly string[],
): boolean {
  return !wanted?.length || has.some(value => wanted.includes(value));
}
