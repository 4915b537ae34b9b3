/**
 * Statuses count how often they were written, so that of several backends one tells of a change; and what the fleet page
 * says beside the numbers.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_status', table => {
    table.bigInteger('version').notNullable().defaultTo(1);
    table
      .boolean('no_bad_series')
      .notNullable()
      .defaultTo(false)
      .comment('there are events, and no series of bad ones');
    table
      .string('pace_of', 16)
      .comment('window whose pace the time to exhaustion goes by');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_status', table => {
    table.dropColumn('version');
    table.dropColumn('no_bad_series');
    table.dropColumn('pace_of');
  });
};
