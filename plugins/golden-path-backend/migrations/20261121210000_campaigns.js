/**
 * Campaigns: one change over many services, and what becomes of each. The Git host owns the requests; what is kept
 * here makes sure that a service gets one and no second, whatever is interrupted.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_campaigns', table => {
    table.string('id', 36).primary();
    table.string('title', 120).notNullable();
    table.text('description').nullable();
    table.string('state', 16).notNullable();
    table.text('change').notNullable().comment('JSON: what changes');
    table.text('scope').notNullable().comment('JSON');
    table.text('settings').notNullable().comment('JSON');
    table.string('contract_version', 64).notNullable();
    table
      .string('contract_digest', 64)
      .notNullable()
      .comment(
        'of the contract that services are derived under; "" until planned',
      );
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('started_at', 32).nullable();
    table.string('started_by', 255).nullable();
    table.string('ended_at', 32).nullable();
    table.integer('wave').nullable().comment('from 1');
    table.text('wave_titles').notNullable().comment('JSON');
    table.integer('planned').nullable().comment('services compiled so far');
    table.string('plan_base', 64).nullable().comment('what a plan stands on');
    table.text('from_versions').notNullable().comment('JSON');
    table.text('note').nullable();
    table.text('impact').nullable().comment('JSON');
    table.text('comparison').nullable().comment('JSON');
    table.integer('revision').notNullable();
    table.string('runner', 36).nullable().comment('process that works on it');
    table.string('runner_until', 32).nullable();
    table.index(['state']);
    table.index(['created_at']);
  });
  await knex.schema.createTable('golden_path_campaign_services', table => {
    table
      .string('campaign', 36)
      .notNullable()
      .references('id')
      .inTable('golden_path_campaigns')
      .onDelete('CASCADE');
    table.string('name', 63).notNullable();
    table.string('team', 255).notNullable();
    table.string('tier', 16).notNullable();
    table.string('state', 16).notNullable();
    table.integer('wave').nullable();
    table.text('kinds').notNullable().comment('JSON');
    table.text('plan').notNullable().comment('JSON: what changes, and how');
    table.string('plan_base', 64).notNullable();
    table.text('request').nullable().comment('JSON');
    table.string('opening_since', 32).nullable();
    table.integer('attempts').notNullable();
    table.text('problem').nullable();
    table.string('next_try_at', 32).nullable();
    table.string('updated_at', 32).notNullable();
    table.integer('revision').notNullable();
    table.primary(['campaign', 'name']);
    table.index(['campaign', 'state', 'wave']);
  });
  await knex.schema.createTable('golden_path_campaign_news', table => {
    table.increments('id');
    table
      .string('campaign', 36)
      .notNullable()
      .references('id')
      .inTable('golden_path_campaigns')
      .onDelete('CASCADE');
    table.string('at', 32).notNullable();
    table.string('by', 255).notNullable();
    table.text('text').notNullable();
    table.index(['campaign', 'id']);
  });
  await knex.schema.createTable('golden_path_campaign_notices', table => {
    table
      .string('campaign', 36)
      .notNullable()
      .references('id')
      .inTable('golden_path_campaigns')
      .onDelete('CASCADE');
    table.string('team', 255).notNullable();
    table.primary(['campaign', 'team']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_campaign_notices');
  await knex.schema.dropTable('golden_path_campaign_news');
  await knex.schema.dropTable('golden_path_campaign_services');
  await knex.schema.dropTable('golden_path_campaigns');
};
