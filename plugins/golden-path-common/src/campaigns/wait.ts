import { countOf, listOf } from '../words/phrases';
import type { CampaignServiceState, CampaignWait } from './api';

/**
 * What a wave that has begun waits for; undefined when nothing in it moves by itself any more.
 * @public
 */
export function campaignWait(
  groups: Iterable<{
    state: CampaignServiceState;
    /** Of those that failed: whether they are tried again. */
    triedAgain: boolean;
    services: number;
  }>,
): CampaignWait | undefined {
  const waits = { opened: 0, covered: 0, opening: 0, tried: 0 };
  for (const { state, triedAgain, services } of groups) {
    if (state === 'open') {
      waits.opened += services;
    } else if (state === 'covered') {
      waits.covered += services;
    } else if (state === 'planned' || state === 'opening') {
      waits.opening += services;
    } else if (state === 'failed' && triedAgain) {
      waits.tried += services;
    }
  }
  const { opened, covered, opening, tried } = waits;
  const services = opened + covered + opening + tried;
  if (services === 0) {
    return undefined;
  }
  const parts = [
    opened > 0 && `${countOf(opened, 'request')} to be merged or closed`,
    covered > 0 &&
      `${countOf(covered, 'request')} of others, which ${
        covered === 1 ? 'brings a service' : 'bring services'
      } of it already, to be merged or closed`,
    opening > 0 && `${countOf(opening, 'request')} to be opened`,
    tried > 0 && `${countOf(tried, 'service')} to be tried again`,
  ].filter(part => part !== false);
  return { services, covered, words: `Waits for ${listOf(parts)}.` };
}
