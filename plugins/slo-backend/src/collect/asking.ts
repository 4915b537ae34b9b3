import type { SourceFailure } from '@fairway/plugin-slo-common';

/** How long one answer may take; the next look asks again. */
export const ASK_MS = 60_000;

/**
 * What a source answers, or that it failed for all that was asked: a source that throws, or that does not mind its
 * signal, keeps nobody else waiting.
 */
export async function answerOf<
  T extends { failures: SourceFailure[] },
>(options: {
  ask(signal: AbortSignal): Promise<T>;
  nothing: T;
  objectives: readonly string[];
  askMs: number;
  signal?: AbortSignal;
}): Promise<T> {
  const { ask, nothing, objectives, askMs, signal } = options;
  const ending = new AbortController();
  const all = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
  const failed = (message: string): T => ({
    ...nothing,
    failures: [{ objectives: [...objectives], message }],
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>(resolve => {
    timer = setTimeout(() => {
      ending.abort();
      resolve(
        failed(
          `It did not answer within ${
            askMs / 1_000
          } s; look at its load, it is asked again`,
        ),
      );
    }, askMs);
  });
  try {
    return await Promise.race([ask(all), late]);
  } catch (error) {
    signal?.throwIfAborted();
    return failed(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Message by objective. */
export function messagesOf(
  failures: readonly SourceFailure[],
): Map<string, string> {
  return new Map(
    failures.flatMap(({ objectives, message }) =>
      objectives.map((id): [string, string] => [id, message]),
    ),
  );
}
