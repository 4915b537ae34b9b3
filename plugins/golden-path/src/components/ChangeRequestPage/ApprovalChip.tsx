import type { Approval } from '@fairway/plugin-golden-path-common';
import { StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { reviewerName } from '../shared/decision';

/** Whom an approval counts for, or why it does not count. */
export function ApprovalChip({ approval }: { approval: Approval }) {
  const t = useWords();
  const { reviewers, stale, uncounted } = approval;
  if (uncounted) {
    return (
      <StateChip
        state="attention"
        label={t('conversation.uncounted', { why: uncounted })}
      />
    );
  }
  return (
    <StateChip
      state={stale ? 'attention' : 'good'}
      label={t(stale ? 'conversation.staleAs' : 'conversation.approvedAs', {
        reviewers: reviewers.map(reviewerName).join(', '),
      })}
    />
  );
}
