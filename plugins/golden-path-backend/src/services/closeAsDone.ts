import type { GitHost, Person as Signature } from '@fairway/connectors';
import type { Clock } from '@fairway/backend-kit';
import type {
  ChangeRequestStore,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import type { RequestRecords } from './RequestRecords';
import { sayOnce } from './sayOnce';

/** Closes a request that has nothing left to merge, and says in its conversation why. */
export async function closeAsDone(options: {
  host: GitHost;
  records: RequestRecords;
  store: ChangeRequestStore;
  clock: Clock;
  request: StoredChangeRequest;
  by: Signature;
}): Promise<StoredChangeRequest> {
  const { host, records, store, clock, by } = options;
  const closed = await host.close(options.request.id, { by });
  const request = await records.saveState(options.request, closed);
  await sayOnce({
    store,
    clock,
    request,
    text: 'Git holds all that this request would change by now, so there is nothing left to merge and it was closed.',
  });
  return request;
}
