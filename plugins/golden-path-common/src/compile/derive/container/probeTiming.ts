import type { ServiceIntent } from '../../../schema/intent';

/** How often and how long probes ask, whatever they ask with. */

/** Seconds that a pod keeps serving after it was told to stop, so that every proxy has heard of it. */
export const DRAIN_SECONDS = 10;

/** A pod that is not ready leaves traffic within 15 seconds. */
export const READY_TIMING = {
  periodSeconds: 5,
  timeoutSeconds: 2,
  failureThreshold: 3,
};

const STARTUP_PERIOD = 2;

type Runtime = ServiceIntent['spec']['runtime'];

/** Runtimes that warm up for long get three minutes to start, the others one. */
const SLOW_RUNTIMES: Runtime[] = ['java', 'dotnet'];

/** How long a container may take to start, and why. */
export function startupOf(runtime: Runtime) {
  const attempts = SLOW_RUNTIMES.includes(runtime) ? 90 : 30;
  return {
    timing: {
      periodSeconds: STARTUP_PERIOD,
      timeoutSeconds: 2,
      failureThreshold: attempts,
    },
    why: `Runtime ${runtime} gets ${
      attempts * STARTUP_PERIOD
    } seconds to start (${attempts} attempts, ${STARTUP_PERIOD} s apart) before liveness counts.`,
  };
}
