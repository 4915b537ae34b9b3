import type {
  CampaignServiceState,
  CampaignSummary,
} from '@fairway/plugin-golden-path-common';
import { StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { CAMPAIGN_LOOKS, countOf, SERVICE_LOOKS } from './campaignStates';

/** Where a campaign stands; what is over and not whole is not good. */
export function CampaignStateChip(props: { campaign: CampaignSummary }) {
  const { state, counts, note } = props.campaign;
  const t = useWords();
  const left = countOf(counts, ['denied', 'failed', 'closed']);
  // A plan under which no request would be opened cannot be started.
  const isEmpty = state === 'planned' && counts.planned === 0;
  return (
    <StateChip
      state={state === 'done' && left > 0 ? 'attention' : CAMPAIGN_LOOKS[state]}
      label={t(isEmpty ? 'campaignState.nothing' : `campaignState.${state}`)}
      title={note}
    />
  );
}

/** Where a service of a campaign stands. */
export function ServiceStateChip(props: { state: CampaignServiceState }) {
  const { state } = props;
  const t = useWords();
  return (
    <StateChip
      state={SERVICE_LOOKS[state]}
      label={t(`serviceState.${state}`)}
    />
  );
}
