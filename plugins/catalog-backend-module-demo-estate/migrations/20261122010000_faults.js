/**
 * What was made to go wrong in the demo estate.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('demo_estate_faults', table => {
    table.string('id', 36).primary();
    table.string('kind', 32).notNullable();
    table.string('service', 63);
    table.double('share').notNullable();
    table.bigInteger('from').notNullable().comment('epoch milliseconds');
    table.bigInteger('to').comment('epoch milliseconds; null while it is on');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('demo_estate_faults');
};
