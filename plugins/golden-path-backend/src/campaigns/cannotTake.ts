import type { CampaignChange } from '@fairway/plugin-golden-path-common';

/** `1 service cannot take the edit`, or of a campaign without one, `1 service cannot be compiled`. */
export function cannotTake(services: number, change: CampaignChange): string {
  return `${services} ${services === 1 ? 'service' : 'services'} cannot ${
    change.type === 'intent' ? 'take the edit' : 'be compiled'
  }`;
}
