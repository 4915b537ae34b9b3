import type { Page } from '@fairway/plugin-golden-path-common';

/** All that a paged list holds. */
export interface WholeList<T, TBeside = object> {
  /** The newest page, for what stands beside the items. */
  page: Page<T> & TBeside;
  items: T[];
  isWhole: boolean;
}

/** Most that the backend hands out at once. */
const PAGE_SIZE = 100;

/** Follows a list to its end, page after page, and shows what has come so far. */
export async function allPages<T, TBeside = object>(options: {
  load(page: { cursor?: string; limit: number }): Promise<Page<T> & TBeside>;
  soFar(list: WholeList<T, TBeside>): void;
}): Promise<WholeList<T, TBeside>> {
  const { load, soFar } = options;
  const items: T[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await load({ cursor, limit: PAGE_SIZE });
    items.push(...page.items);
    cursor = page.nextCursor;
    const list = { page, items: [...items], isWhole: cursor === undefined };
    if (list.isWhole) {
      return list;
    }
    soFar(list);
  }
}
