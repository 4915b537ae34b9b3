/**
 * Who merged a request: a person, or the platform when nobody had to agree. Requests that were merged before do not
 * know.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('golden_path_requests', table => {
    table
      .string('merged_by', 255)
      .nullable()
      .comment('entity ref of a person, or fairway');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('golden_path_requests', table => {
    table.dropColumn('merged_by');
  });
};
