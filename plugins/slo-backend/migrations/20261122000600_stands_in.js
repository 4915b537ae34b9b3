/**
 * Since when an earlier version of a document stands in for one that cannot be read, and how origins of documents do.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_documents', table => {
    table
      .string('stands_in_since', 32)
      .comment('ISO 8601, UTC; null: the newest version is judged');
    table.index(['stands_in_since']);
  });
  await knex.schema.createTable('slo_origins', table => {
    table.string('kind', 16).primary().comment('where documents are found');
    table.string('answered_at', 32).comment('ISO 8601, UTC');
    table.string('failing_since', 32).comment('ISO 8601, UTC');
    table.text('failing_message');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_origins');
  await knex.schema.alterTable('slo_documents', table => {
    table.dropIndex(['stands_in_since']);
    table.dropColumn('stands_in_since');
  });
};
