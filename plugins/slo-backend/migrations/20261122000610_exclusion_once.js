/**
 * The same time of the same objectives is excluded once; older exclusions may be there twice and stay.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_exclusions', table => {
    table
      .string('live_key', 64)
      .comment('what it excludes; null when it is withdrawn');
    table.unique(['live_key'], { indexName: 'slo_exclusions_live_key' });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_exclusions', table => {
    table.dropUnique(['live_key'], 'slo_exclusions_live_key');
    table.dropColumn('live_key');
  });
};
