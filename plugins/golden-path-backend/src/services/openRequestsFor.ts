import { NotAllowedError } from '@backstage/errors';
import type { ChangeRequestSummary } from '@fairway/plugin-golden-path-common';
import type { Caller } from '../permissions/Access';
import type { ChangeRequests } from './ChangeRequests';

const MAX_OPEN_REQUESTS = 20;

/** Open requests of a service that the caller may read: who may see a service need not see the requests on it. */
export async function openRequestsFor(options: {
  changeRequests: Pick<ChangeRequests, 'list'>;
  caller: Caller;
  service: string;
}): Promise<ChangeRequestSummary[]> {
  const { changeRequests, caller, service } = options;
  try {
    const page = await changeRequests.list(caller, {
      state: 'open',
      service,
      limit: MAX_OPEN_REQUESTS,
    });
    return page.items;
  } catch (error) {
    if (error instanceof NotAllowedError) {
      return [];
    }
    throw error;
  }
}
