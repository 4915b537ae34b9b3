import { performance } from 'node:perf_hooks';

/** Milliseconds that a piece of work takes by the clock and of this thread's core, and what it gives. */
export function timed<T>(work: () => T): {
  ms: number;
  coreMs: number;
  value: T;
} {
  const coreBefore = process.threadCpuUsage();
  const began = performance.now();
  const value = work();
  const ms = performance.now() - began;
  const { user, system } = process.threadCpuUsage(coreBefore);
  return { ms, coreMs: (user + system) / 1000, value };
}

/** The median of several runs: one that is disturbed does not count. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `     12.3 ms  what it was`. */
export function row(ms: number, what: string): void {
  print(`${ms.toFixed(1).padStart(10)} ms  ${what}`);
}
