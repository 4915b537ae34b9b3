import {
  changesContract,
  type CampaignMaterial,
} from '../hooks/useCampaignMaterial';
import type { Words } from '../hooks/useWords';
import { newCampaignForm, rowOf, type CampaignForm } from './campaignForm';

/** What the page begins with: the contract in force, or what the draft that led here changes. */
export function startOf(material: CampaignMaterial, t: Words): CampaignForm {
  const { contract, draft, defaults } = material;
  const form = newCampaignForm();
  const edits = defaults?.edits.map(rowOf) ?? form.edits;
  const ofTemplate = {
    edits,
    ...(defaults ? { template: defaults.template } : {}),
  };
  if (draft && changesContract(draft)) {
    return {
      ...form,
      ...ofTemplate,
      type: 'draft',
      draft: draft.id,
      title: draft.title,
    };
  }
  if (defaults) {
    return {
      ...form,
      ...ofTemplate,
      type: 'intent',
      scope: { ...form.scope, workloadTypes: [defaults.workloadType] },
      title: t('campaignForm.suggestion.template', {
        template: defaults.template,
      }),
    };
  }
  return {
    ...form,
    type: draft ? 'intent' : 'contract',
    title: draft
      ? draft.title
      : t('campaignForm.suggestion.contract', {
          version: contract.metadata.version,
        }),
  };
}
