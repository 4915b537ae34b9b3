import type { Knex } from 'knex';
import { DOCUMENTS, OBJECTIVES } from './documentRows';
import { NAMES, slices } from './slices';

/**
 * Decides which of the objectives with each of these ids stands: that of the origin that comes first, then that of the
 * file that does. In the transaction that changed them, so that nobody sees a list without them.
 */
export async function settle(trx: Knex, ids: Iterable<string>): Promise<void> {
  for (const some of slices([...new Set(ids)], NAMES)) {
    await trx(OBJECTIVES)
      .whereIn('id', some)
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
}
