import type { Person as Signature } from '@fairway/connectors';
import type { Person } from '../permissions/Access';

/** A person as the Git host knows them: with their own credentials there, where they came along. */
export function signatureOf({ userRef, hostToken }: Person): Signature {
  return { ref: userRef, ...(hostToken && { token: hostToken }) };
}
