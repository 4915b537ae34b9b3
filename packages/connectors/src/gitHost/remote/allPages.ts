import type { ForgePage, ForgePageOptions } from './Forge';

const LIMIT = 100;
/** Nobody reads on after so many; a host that never says that it is done is not followed for ever. */
const MAX_PAGES = 200;

/** Items of all pages, each page asked for when it is needed. */
export async function* allPages<T>(
  ask: (page: ForgePageOptions) => Promise<ForgePage<T>>,
): AsyncGenerator<T> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { items, more } = await ask({ page, limit: LIMIT });
    yield* items;
    // A page may be empty although others follow: a forge leaves out what is not asked for.
    if (!more) {
      return;
    }
  }
}
