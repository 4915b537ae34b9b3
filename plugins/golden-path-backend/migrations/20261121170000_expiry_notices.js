/**
 * Who has been told that an exception or an override ends soon, so that nobody is told twice.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_expiry_notices', table => {
    table.string('waiver', 64).notNullable().comment('SHA-256 of what it says');
    table.integer('days').notNullable().comment('days before the end');
    table.string('at', 32).notNullable();
    table.primary(['waiver', 'days']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_expiry_notices');
};
