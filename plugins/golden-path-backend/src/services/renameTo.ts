import type {
  ChangeRequestStore,
  ListedChangeRequest,
} from '../store/ChangeRequestStore';

const PAGE = 100;

/**
 * The open request that gives a service this name. No file says so before it is merged, and two services cannot have
 * one name.
 *
 * @param options - `except`: a service whose own request does not count
 */
export async function renameTo(options: {
  store: Pick<ChangeRequestStore, 'list'>;
  name: string;
  except?: string;
}): Promise<ListedChangeRequest | undefined> {
  const { store, name, except } = options;
  for (let offset = 0; ; offset += PAGE) {
    const { items, total } = await store.list({
      kind: 'rename',
      state: 'open',
      limit: PAGE,
      offset,
    });
    const found = items.find(
      ({ service, snapshot: { flow } }) =>
        flow?.kind === 'rename' && flow.to === name && service !== except,
    );
    if (found || offset + PAGE >= total) {
      return found;
    }
  }
}
