import type {
  CampaignCounts,
  CampaignServiceState,
} from '@fairway/plugin-golden-path-common';
import { FilterChips } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { SERVICE_LOOKS, SERVICE_STATE_ORDER } from '../shared/campaignStates';

/** How many services stand where; a click narrows the list down to them, another one shows all again. */
export function StateFilters(props: {
  counts: CampaignCounts;
  state?: CampaignServiceState;
  onChange(state: CampaignServiceState | undefined): void;
}) {
  const { counts, state, onChange } = props;
  const t = useWords();
  return (
    <FilterChips
      label={t('outcome.state')}
      value={state}
      onChange={onChange}
      options={SERVICE_STATE_ORDER.filter(
        each => counts[each] > 0 || each === state,
      ).map(each => ({
        value: each,
        title: t(`serviceState.${each}`),
        count: counts[each],
        look: SERVICE_LOOKS[each],
      }))}
    />
  );
}
