import {
  alertWindowsOf,
  neverFires,
  windowBounds,
  type Objective,
  type SloDefinition,
} from '@fairway/plugin-slo-common';

const DAY = 86_400;

/** What an objective allows. */
export interface Meaning {
  objective: Objective;
  windowSeconds: number;
  /** Total failure that the whole window allows. */
  failureSeconds: number;
  /** Stretches of time, the whole window last, with what may fail in them. */
  stretches: { seconds: number; failureSeconds: number }[];
  /** After which time of total failure each alert fires; `never` when its threshold is above everything. */
  alerts: Record<'page' | 'ticket', number | 'never' | 'off'>;
}

/** Length of the window that holds now. */
function lengthOf({ window }: Objective, now: number): number {
  if (window.kind === 'rolling') {
    return window.seconds;
  }
  const { from, to } = windowBounds(window, now);
  return (to - from) / 1000;
}

function firesAfter(options: {
  definition: SloDefinition;
  severity: 'page' | 'ticket';
}): number | 'never' | 'off' {
  const { definition, severity } = options;
  const { alerts, target } = definition.objective;
  const pairs = alertWindowsOf(definition.objective).filter(
    pair => pair.severity === severity,
  );
  if (!alerts[severity] || pairs.length === 0) {
    return 'off';
  }
  // While everything fails, the long window reaches its threshold last; then it has to last for as long as it says.
  const times = pairs
    .filter(pair => !neverFires(pair, target))
    .map(
      ({ factor, longSeconds, forSeconds = 0 }) =>
        factor * (1 - target) * longSeconds + forSeconds,
    );
  return times.length === 0 ? 'never' : Math.min(...times);
}

/**
 * What an objective allows, and when its alerts would say that it is missed.
 *
 * @throws InputError when a window of the calendar cannot be read
 */
export function meaningOf(definition: SloDefinition, now: number): Meaning {
  const { objective } = definition;
  const windowSeconds = lengthOf(objective, now);
  const budget = 1 - objective.target;
  return {
    objective,
    windowSeconds,
    failureSeconds: windowSeconds * budget,
    stretches: [DAY, 7 * DAY, windowSeconds]
      .filter((seconds, index) => index === 2 || seconds < windowSeconds * 0.99)
      .map(seconds => ({ seconds, failureSeconds: seconds * budget })),
    alerts: {
      page: firesAfter({ definition, severity: 'page' }),
      ticket: firesAfter({ definition, severity: 'ticket' }),
    },
  };
}
