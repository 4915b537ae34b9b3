import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import type { StoredCampaign } from '../store/campaignRows';
import { contractDigest } from './contractDigest';

/** Why a campaign cannot go on under the contract in force; undefined when it is the one that it was planned under. */
export function otherContract(
  campaign: StoredCampaign,
  inForce: PlatformContract,
): string | undefined {
  if (contractDigest(inForce) === campaign.contractDigest) {
    return undefined;
  }
  const { version } = inForce.metadata;
  return campaign.change.type === 'draft' && !campaign.startedAt
    ? `The contract in force (${version}) is not that of the draft: publish the draft first, and plan again if anything else has changed with it.`
    : `The contract in force (${version}) is not the one that this was planned under (${campaign.contractVersion}): plan it again.`;
}
