import { randomUUID } from 'node:crypto';
import { FAIRWAY } from '@fairway/plugin-golden-path-common';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';

/**
 * Says something in the conversation in the name of Fairway, where people look for who did what. What was said there
 * before is not said again: the same may be asked for twice.
 */
export async function sayOnce(options: {
  store: ChangeRequestStore;
  clock: Clock;
  request: StoredChangeRequest;
  /** Markdown. */
  text: string;
}): Promise<void> {
  const { store, clock, request, text } = options;
  const comments = await store.listComments(request.id);
  if (comments.some(({ by, text: said }) => by === FAIRWAY && said === text)) {
    return;
  }
  await store.addComment(request.id, {
    id: randomUUID(),
    by: FAIRWAY,
    at: isoNow(clock),
    text,
  });
}
