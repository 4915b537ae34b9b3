import type { CampaignForm, FormTrouble } from '../../campaigns/campaignForm';

/** What each part of the form works with. */
export interface SectionProps {
  form: CampaignForm;
  set(change: Partial<CampaignForm>): void;
  /** What is told as wrong; nothing before somebody wants to plan. */
  trouble?: FormTrouble;
}
