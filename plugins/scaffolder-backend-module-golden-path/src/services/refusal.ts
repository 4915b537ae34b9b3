import { z } from 'zod';

/**
 * Why a step of a task ends, in sentences for the person who started it. The scaffolder logs the stack of what ends
 * a step: here that is the message, because where in our code it was thrown tells that person nothing.
 */
export class TaskRefusal extends Error {
  /** @param options - `name`: kind of error as the backend has it, e.g. `InputError`. */
  constructor(options: { name?: string; message: string }) {
    super(options.message);
    this.name = options.name ?? 'InputError';
    this.stack = options.message;
  }
}

const errorBody = z.object({
  error: z.object({ name: z.string(), message: z.string().min(1) }),
});

/** What the backend's refusal says, one finding a line. */
export async function refusalOf(response: Response): Promise<TaskRefusal> {
  const body = errorBody.safeParse(await response.json().catch(() => null));
  if (body.success) {
    return new TaskRefusal(body.data.error);
  }
  return new TaskRefusal({
    name: 'ServiceUnavailableError',
    message: `The golden path answered with status ${response.status} and no reason; start the task again, and tell your platform team if it stays so.`,
  });
}

/** What is said when no answer came; undefined for what is no failure of the call, as a task that was cancelled. */
export function noAnswer(error: unknown): TaskRefusal | undefined {
  const name = error instanceof Error ? error.name : '';
  if (name === 'AbortError') {
    return undefined;
  }
  return new TaskRefusal({
    name: 'ServiceUnavailableError',
    message:
      name === 'TimeoutError'
        ? 'The golden path has not answered in time. Start the task again: the same intent opens no second request.'
        : 'The golden path cannot be reached. Start the task again in a minute: the same intent opens no second request.',
  });
}
