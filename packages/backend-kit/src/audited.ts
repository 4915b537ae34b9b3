import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Caller } from './callers';

type Meta = Record<string, string | number | boolean | string[]>;

/** Does something, and leaves an audit event of how it ended, with what came of it. */
export async function audited<T>(
  options: {
    auditor: AuditorService;
    eventId: string;
    caller: Caller;
    meta: Meta;
    describe?(answer: T): Meta;
  },
  action: () => Promise<T>,
): Promise<T> {
  const { auditor, eventId, caller, meta, describe } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request: caller.request,
    meta: { ...meta, ...(caller.userRef && { actor: caller.userRef }) },
  });
  try {
    const answer = await action();
    await event.success({ meta: describe?.(answer) ?? {} });
    return answer;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
