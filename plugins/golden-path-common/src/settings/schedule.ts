import { parseCron, rhythmOf, type Rhythm } from '../cron';
import { secondsOf } from '../quantity';
import { ownPart, type ServiceIntent } from '../schema/intent';
import { durationInWords } from '../words/duration';

const HOUR = 3600;
const DAY = 24 * HOUR;

type Schedule = NonNullable<ServiceIntent['spec']['schedule']>;

/** A schedule with what follows from it. */
export interface SchedulePlan {
  schedule: Schedule;
  timeZone: string;
  rhythm: Rhythm;
  /** Seconds after which a run that did not start is missed. */
  startWithin: { seconds: number; from: string; why: string };
  /** Seconds after which a run is ended; undefined when nothing bounds it. */
  endWithin?: { seconds: number; from: string; why: string };
}

/** Undefined for everything else than a scheduled task, and for a schedule that never comes. */
export function planSchedule(intent: ServiceIntent): SchedulePlan | undefined {
  const schedule = ownPart(intent, 'schedule');
  const parsed = schedule && parseCron(schedule.cron);
  const rhythm = parsed?.ok ? rhythmOf(parsed.cron) : undefined;
  if (!schedule || !rhythm) {
    return undefined;
  }
  const { deadline } = schedule;
  const byDefault = Math.min(rhythm.shortest, HOUR);
  return {
    schedule,
    timeZone: schedule.timeZone ?? 'Etc/UTC',
    rhythm,
    startWithin: deadline
      ? {
          seconds: secondsOf(deadline),
          from: 'intent:/spec/schedule/deadline',
          why: `A run that could not start within ${deadline} is missed.`,
        }
      : {
          seconds: byDefault,
          from: 'fairway:start-deadline',
          why: `The intent states no deadline: a run that could not start within ${durationInWords(
            byDefault,
          )} is missed, and the next one comes.`,
        },
    endWithin: endOf(schedule, rhythm),
  };
}

function endOf(
  { timeout, concurrency }: Schedule,
  rhythm: Rhythm,
): SchedulePlan['endWithin'] {
  if (timeout) {
    return {
      seconds: secondsOf(timeout),
      from: 'intent:/spec/schedule/timeout',
      why: `A run that takes longer than ${timeout} has hung.`,
    };
  }
  const seconds = Math.min(rhythm.shortest, DAY);
  return concurrency === 'allow'
    ? undefined
    : {
        seconds,
        from: 'fairway:run-deadline',
        why: `The intent states no timeout: a run that takes ${durationInWords(
          seconds,
        )} has hung, and would keep the next ones from starting.`,
      };
}
