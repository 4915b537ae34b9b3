/** A page of a list that comes in pages. @public */
export interface Paged<T> {
  items: T[];
  total: number;
  /** Handed back for the next page; missing on the last. */
  nextCursor?: string;
}

/** All that a paged list holds. @public */
export interface WholeList<T, TBeside = object> {
  /** The newest page, for what stands beside the items. */
  page: Paged<T> & TBeside;
  items: T[];
  isWhole: boolean;
}

/** Most that a backend hands out at once. @public */
export const PAGE_SIZE = 100;

/** How often a list is read in which items change their place. */
const ROUNDS = 2;

/**
 * Follows a list to its end, page after page, and shows what has come so far. Where an item changes its place between
 * two pages, it may come twice or not at all: each is kept once, as it came last, and a list that lacks some is read
 * once more.
 * @public
 */
export async function allPages<T, TBeside = object>(options: {
  load(page: { cursor?: string; limit: number }): Promise<Paged<T> & TBeside>;
  keyOf(item: T): string;
  soFar(list: WholeList<T, TBeside>): void;
}): Promise<WholeList<T, TBeside>> {
  const { load, keyOf, soFar } = options;
  const items = new Map<string, T>();
  for (let round = 1; ; round += 1) {
    let cursor: string | undefined;
    do {
      const page = await load({ cursor, limit: PAGE_SIZE });
      for (const item of page.items) {
        items.set(keyOf(item), item);
      }
      cursor = page.nextCursor;
      const list = { page, items: [...items.values()] };
      if (
        cursor === undefined &&
        (round === ROUNDS || items.size >= page.total)
      ) {
        return { ...list, isWhole: true };
      }
      soFar({ ...list, isWhole: false });
    } while (cursor !== undefined);
  }
}
