/**
 * What happened slot by slot, in blocks of a day, and how far each objective's history reaches.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_history', table => {
    table.string('objective_id', 255).notNullable();
    table.integer('resolution').notNullable().comment('seconds of a slot');
    table.integer('day').notNullable().comment('days since 1970-01-01, UTC');
    table.double('bad').notNullable().comment('sum of the slots');
    table.double('total').notNullable().comment('sum of the slots');
    table.double('seconds').notNullable().comment('of data in the slots');
    table.binary('slots').notNullable().comment('columns of Float64');
    table.primary(['objective_id', 'resolution', 'day']);
    table.index(['resolution', 'day']);
  });
  await knex.schema.createTable('slo_progress', table => {
    table.string('objective_id', 255).primary();
    table
      .string('indicator', 64)
      .notNullable()
      .comment('digest of the indicator whose history this is');
    table.bigInteger('known_from').notNullable().comment('epoch milliseconds');
    table.bigInteger('known_to').notNullable().comment('epoch milliseconds');
    table
      .integer('failures')
      .notNullable()
      .comment('of the portion that is read next, in a row');
    table.string('gone_since', 32).comment('when its document was gone');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_progress');
  await knex.schema.dropTable('slo_history');
};
