/**
 * Drafts of the contract and its templates: what their authors change of the files that are out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_drafts', table => {
    table.string('id', 36).primary();
    table.string('title', 120).notNullable();
    table.text('paths').notNullable().comment('JSON: paths that it changes');
    table.text('changes').notNullable().comment('JSON: texts by path');
    table.string('based_on', 64).notNullable();
    table.integer('revision').notNullable();
    table.string('changed_by', 255).notNullable();
    table.string('changed_at', 32).notNullable().comment('ISO 8601, UTC');
    table.index(['changed_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_drafts');
};
