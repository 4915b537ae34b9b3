import {
  pastFrom,
  standingOf,
  type WaiverState,
} from '@fairway/plugin-golden-path-common';
import { CalendarDate, DateTime, StateChip, type State } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const STATES: Record<WaiverState, State> = {
  active: 'good',
  'near-expiry': 'attention',
  expired: 'critical',
};
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether something that ends holds, ends soon or has ended. */
export function ExpiryState(props: { expires: string; now: number }) {
  const t = useWords();
  const { state } = standingOf(props.expires, props.now);
  return (
    <StateChip state={STATES[state]} label={t(`exception.state.${state}`)} />
  );
}

/** When it ends, a day until its last second in UTC, and how long that is from now or ago. */
export function ExpiryTime(props: { expires: string; now: number }) {
  const { expires, now } = props;
  const t = useWords();
  const { state, daysLeft } = standingOf(expires, now);
  const days =
    state === 'expired'
      ? Math.floor((now - pastFrom(expires)) / DAY_MS)
      : daysLeft;
  const [some, none] =
    state === 'expired'
      ? (['exception.daysOver', 'exception.endedToday'] as const)
      : (['exception.daysLeft', 'exception.lastDay'] as const);
  return (
    <>
      {expires.includes('T') ? (
        <DateTime iso={expires} />
      ) : (
        <CalendarDate iso={expires} />
      )}{' '}
      ({days > 0 ? t(some, { count: days }) : t(none)})
    </>
  );
}
