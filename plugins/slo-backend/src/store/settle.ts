import type { Knex } from 'knex';
import { DOCUMENTS, OBJECTIVES } from './documentRows';

/** Names in one statement: SQLite takes no more than so many parameters. */
const SLICE = 500;

/**
 * Decides which of the objectives with the same id stands: that of the origin that comes first, then that of the file
 * that does.
 *
 * @returns whether anything changed
 */
export async function settle(trx: Knex): Promise<boolean> {
  const candidates: { id: string; stands: boolean | number }[] = await trx(
    OBJECTIVES,
  )
    .join(DOCUMENTS, `${DOCUMENTS}.id`, `${OBJECTIVES}.document_id`)
    .orderBy([
      `${OBJECTIVES}.id`,
      'precedence',
      'bundle',
      'file',
      `${DOCUMENTS}.id`,
    ])
    .select(`${OBJECTIVES}.id as id`, 'stands');
  const changed = new Set<string>();
  candidates.forEach(({ id, stands }, index) => {
    const isFirst = candidates[index - 1]?.id !== id;
    if (isFirst !== Boolean(stands)) {
      changed.add(id);
    }
  });
  const ids = [...changed];
  for (let from = 0; from < ids.length; from += SLICE) {
    await trx(OBJECTIVES)
      .whereIn('id', ids.slice(from, from + SLICE))
      .update({
        stands: trx.raw(
          `document_id = (
            select o.document_id from ?? as o join ?? as d on d.id = o.document_id
            where o.id = ??.id order by d.precedence, d.bundle, d.file, d.id limit 1
          )`,
          [OBJECTIVES, DOCUMENTS, OBJECTIVES],
        ),
      });
  }
  return ids.length > 0;
}
