/**
 * How each objective does, as the collector saw it last.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_status', table => {
    table.string('objective_id', 255).primary();
    table.string('state', 24).notNullable();
    table.text('reason').comment('why there is no verdict, in words');
    table.double('sli').comment('share of good events over the window');
    table.double('budget_ratio').comment('share of the budget that is left');
    table.double('budget_minutes');
    table.double('budget_events');
    table.double('burn_1h');
    table.double('burn_6h');
    table.double('burn_1d');
    table.double('burn_3d');
    table.double('exhausts_in_seconds');
    table.string('at', 32).comment('ISO 8601, UTC');
    table.string('stale_since', 32).comment('ISO 8601, UTC');
    table
      .text('status', 'longtext')
      .notNullable()
      .comment('JSON of what nothing is sorted by');
    table.index(['state']);
    table.index(['burn_1h']);
    table.index(['budget_ratio']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_status');
};
