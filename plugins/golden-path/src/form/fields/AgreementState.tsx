import type { Agreement } from '@fairway/plugin-golden-path-common';
import { StateChip, type State } from '@fairway/ui';

const states: Record<Agreement['state'], { state: State; label: string }> = {
  agreed: { state: 'good', label: 'Both sides agree' },
  declared: { state: 'good', label: 'Declared' },
  'missing-accept': { state: 'critical', label: 'Does not accept yet' },
  'missing-dependency': { state: 'attention', label: 'Does not call it' },
  unknown: { state: 'critical', label: 'Nobody knows it' },
  refused: { state: 'critical', label: 'Not for this team' },
};

/** Whether the other side agrees, told at once beside the name. */
export function AgreementState(props: { agreement: Agreement | undefined }) {
  const { agreement } = props;
  return agreement ? <StateChip {...states[agreement.state]} /> : null;
}
