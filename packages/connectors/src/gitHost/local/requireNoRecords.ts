import { ConflictError } from '@backstage/errors';
import type { RequestStore } from './RequestStore';

/**
 * A repository is begun only where nothing is known of an earlier one: its history cannot be made again from records,
 * and requests without their commits show nothing.
 * @throws ConflictError that says what is missing, what is kept, and the ways on.
 */
export async function requireNoRecords(options: {
  store: RequestStore;
  directory: string;
}): Promise<void> {
  const { total } = await options.store.list({ limit: 1 });
  if (total > 0) {
    throw new ConflictError(
      `The GitOps repository is missing or cannot be read: ${
        options.directory
      } holds no branch main, while the database keeps ${
        total === 1 ? 'a change request' : `${total} change requests`
      } of it. Nothing was changed. Put the folder back from a backup or a clone (git fsck tells whether it is whole), or begin anew without the old change requests: npm start -- --fresh for the demo, an empty database elsewhere.`,
    );
  }
}
