/**
 * Golden path pages of Fairway: change requests, the platform contract, the golden path of a service, and the form
 * with live preview. For apps on the new frontend system; `./legacy` serves those that have not moved.
 *
 * @packageDocumentation
 */
export { goldenPathPlugin as default } from './plugin';
export { GoldenPathClient, goldenPathApiRef } from './api';
export { AuthoringClient, authoringApiRef } from './authoringClient';
export { CampaignsClient, campaignsApiRef } from './campaignsClient';
export { DriftClient, driftApiRef } from './driftClient';
export { Day2Client, day2ApiRef } from './day2Client';
export { DeliveryClient, deliveryApiRef } from './deliveryClient';
export {
  CONTRACT_VERSION_ANNOTATION,
  INTENT_ANNOTATION,
  isGoldenPathAvailable,
} from './components/EntityGoldenPath/annotations';
