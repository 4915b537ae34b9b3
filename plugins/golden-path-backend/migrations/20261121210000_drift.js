/**
 * How Git stands against what intents and contract derive: the last look, service by service.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_drift', table => {
    table.string('service', 63).primary();
    table.string('team', 255).notNullable();
    table.string('tier', 16).notNullable();
    table.string('state', 16).notNullable();
    table.integer('rank').notNullable().comment('place of the state, worst 0');
    table.integer('edited').notNullable();
    table.integer('missing').notNullable();
    table.integer('foreign_files').notNullable();
    table.integer('behind').notNullable();
    table.integer('expired').notNullable();
    table.integer('denied').notNullable();
    table.string('contract_version', 64);
    table.boolean('orphan').notNullable();
    table
      .boolean('told')
      .notNullable()
      .comment('whether its team knows of the edits by hand');
    table.string('commit', 64).notNullable();
    table.string('since', 32).notNullable().comment('ISO 8601, UTC');
    table.string('checked_at', 32).notNullable().comment('ISO 8601, UTC');
    table
      .text('details', 'longtext')
      .notNullable()
      .comment('JSON of files, problems and what was seen, gzip, base64');
    table.index(['rank', 'service']);
    table.index(['team']);
  });
  await knex.schema.createTable('golden_path_drift_looks', table => {
    table.integer('id').primary().comment('always 1');
    table.string('checked_at', 32).comment('end of the last look');
    table.string('commit', 64);
    table.integer('done').comment('of the look that is under way');
    table.integer('services');
    table.string('moved_at', 32).comment('when it went on the last time');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_drift_looks');
  await knex.schema.dropTable('golden_path_drift');
};
