import type {
  ObjectiveAnswer,
  WouldHaveFiredAnswer,
} from '@fairway/plugin-slo-common';
import type { TimeLane } from '@fairway/ui';
import type { Words } from '../../hooks/useWords';

/** What tells an alert from the others of its objective. */
export interface Windows {
  severity: 'page' | 'ticket';
  short: string;
  long: string;
  /** Name of the condition that it is; missing for a pair of windows. */
  condition?: string;
}

export function laneName(windows: Windows, t: Words): string {
  const { severity, short, long, condition } = windows;
  return t('fired.lane', {
    severity: t(`alerts.${severity}`),
    windows: condition ?? (short === long ? long : `${short}/${long}`),
  });
}

export function keyOf({
  severity,
  short,
  long,
  condition = '',
}: Windows): string {
  return `${severity} ${short} ${long} ${condition}`;
}

function haveSameWindows(a: Windows, b: Windows): boolean {
  return keyOf({ ...a, condition: '' }) === keyOf({ ...b, condition: '' });
}

/** Every alert of the objective, in its order, and what else is told of. */
function alertsOf(
  value: ObjectiveAnswer,
  { fired, notJudged }: WouldHaveFiredAnswer,
): Map<string, Windows> {
  const named: Windows[] = [
    ...value.alerts.map(({ severity, short, long, condition }) => ({
      severity,
      short,
      long,
      condition: condition?.name,
    })),
    ...fired,
  ];
  const others = notJudged.filter(
    each => !named.some(one => haveSameWindows(one, each)),
  );
  return new Map([...named, ...others].map(each => [keyOf(each), each]));
}

/** What would have fired, alert by alert. */
export function lanesOf(options: {
  value: ObjectiveAnswer;
  answer: WouldHaveFiredAnswer;
  t: Words;
}): TimeLane[] {
  const { value, answer, t } = options;
  return [...alertsOf(value, answer)].map(([id, windows]) => ({
    id,
    title: laneName(windows, t),
    tone: windows.severity === 'page' ? 'critical' : 'attention',
    bars: answer.fired
      .filter(fired => keyOf(fired) === id)
      .map(({ from, to }) => ({
        from: Date.parse(from),
        to: Date.parse(to ?? answer.to),
      })),
    ...(answer.notJudged.some(each => haveSameWindows(each, windows))
      ? { unknown: t('fired.notJudgedLane') }
      : {}),
  }));
}
