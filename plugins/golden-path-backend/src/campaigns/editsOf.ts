import {
  applyIntentEdits,
  type CampaignChange,
  type EditedIntent,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';

/** What a campaign makes of an intent; undefined when it changes contracts and no intents. */
export function editsOf(
  change: CampaignChange,
): ((intent: ServiceIntent) => EditedIntent) | undefined {
  return change.type === 'intent'
    ? intent => applyIntentEdits(intent, change.edits)
    : undefined;
}
