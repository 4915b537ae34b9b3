import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';
import type { Access, Caller, Person } from '../permissions/Access';
import { hostTokenOf } from './hostToken';

/** The person or plugin behind a request. @throws AuthenticationError */
export async function callerOf(
  options: { access: Access; httpAuth: HttpAuthService },
  req: Request,
): Promise<Caller> {
  const credentials = await options.httpAuth.credentials(req, {
    allow: ['user', 'service'],
  });
  return options.access.callerOf(credentials, req);
}

/** The person behind a request: changes are signed by people. @throws NotAllowedError for a plugin. */
export async function personOf(
  options: { access: Access; httpAuth: HttpAuthService },
  req: Request,
): Promise<Person> {
  const credentials = await options.httpAuth.credentials(req, {
    allow: ['user'],
  });
  const caller = await options.access.callerOf(credentials, req);
  const { userRef } = caller;
  if (!userRef) {
    throw new NotAllowedError('Only people change requests; sign in first.');
  }
  const hostToken = hostTokenOf(req);
  return { ...caller, userRef, ...(hostToken && { hostToken }) };
}
