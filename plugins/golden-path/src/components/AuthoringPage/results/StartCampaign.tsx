import { LinkButton } from '@backstage/core-components';
import { useNewCampaign } from '../../../hooks/useNewCampaign';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';

/** Leads on to a campaign that brings the draft to the services; of what is not saved there is none. */
export function StartCampaign(props: { workbench: Workbench }) {
  const { saved, isDirty } = props.workbench.draft;
  const t = useWords();
  const newCampaign = useNewCampaign();
  if (!newCampaign || !saved || isDirty) {
    return null;
  }
  return (
    <LinkButton
      to={`${newCampaign}?draft=${encodeURIComponent(saved.id)}`}
      variant="outlined"
    >
      {t('campaignLink.start')}
    </LinkButton>
  );
}
