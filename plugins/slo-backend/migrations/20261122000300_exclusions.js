/**
 * Time that does not count, what happened to services, which episodes people know of, and how sources do.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_exclusions', table => {
    table.string('id', 64).primary();
    table.string('service', 255).notNullable();
    table.string('objective_id', 255).comment('null: all of the service');
    table.bigInteger('begins').notNullable().comment('epoch milliseconds');
    table.bigInteger('ends').notNullable().comment('epoch milliseconds');
    table.string('reason', 500).notNullable();
    table.string('by', 512).notNullable();
    table.string('created_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('withdrawn_by', 512);
    table.string('withdrawn_at', 32);
    table.string('withdrawn_reason', 500);
    table.index(['service', 'ends']);
    table.index(['begins']);
  });
  await knex.schema.createTable('slo_markers', table => {
    table.string('key', 255).primary().comment('tells the same news once');
    table.string('service', 255).notNullable();
    table.string('kind', 16).notNullable();
    table.bigInteger('at').notNullable().comment('epoch milliseconds');
    table.bigInteger('ends').comment('epoch milliseconds');
    table.string('title', 255).notNullable();
    table.string('url', 2048);
    table.index(['service', 'at']);
    table.index(['at']);
  });
  await knex.schema.createTable('slo_episodes', table => {
    table.string('objective_id', 255).notNullable();
    table.string('kind', 16).notNullable();
    table.string('began_at', 32).notNullable().comment('ISO 8601, UTC');
    table.primary(['objective_id', 'kind']);
  });
  await knex.schema.createTable('slo_sources', table => {
    table.string('id', 255).primary();
    table.string('answered_at', 32).comment('ISO 8601, UTC');
    table.string('failing_since', 32).comment('ISO 8601, UTC');
    table.text('failing_message');
    table.integer('objectives').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of ['sources', 'episodes', 'markers', 'exclusions']) {
    await knex.schema.dropTable(`slo_${name}`);
  }
};
