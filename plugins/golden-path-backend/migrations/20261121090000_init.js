/**
 * Requests as the portal lists them, and what people said about them. The Git host owns branches and commits;
 * nothing here is needed to read the desired state.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_requests', table => {
    table.string('id', 191).primary();
    table.integer('number').notNullable();
    table.string('host', 64).notNullable();
    table.string('url', 1024).notNullable();
    table.string('branch', 255).notNullable();
    table.string('base', 255).notNullable();
    table.string('service', 63).notNullable();
    table.text('services').notNullable().comment('JSON: all touched services');
    table.string('owner', 255).notNullable();
    table.string('author', 255).notNullable();
    table.string('title', 512).notNullable();
    table.string('state', 16).notNullable();
    table.string('commit', 64).notNullable();
    table.string('base_commit', 64).notNullable();
    table.string('merge_commit', 64).nullable();
    table.string('created_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('updated_at', 32).notNullable();
    table.string('merged_at', 32).nullable();
    table
      .text('figures')
      .notNullable()
      .comment('JSON: what a row of a list shows');
    table.text('snapshot').notNullable().comment('JSON: body, files, evidence');
    table.index(['state', 'number']);
    table.index(['service', 'state']);
    table.index(['author']);
  });
  await knex.schema.createTable('golden_path_reviewers', table => {
    table
      .string('request_id', 191)
      .notNullable()
      .references('id')
      .inTable('golden_path_requests')
      .onDelete('CASCADE');
    table.string('reviewer', 255).notNullable();
    table.boolean('awaiting').notNullable();
    table.primary(['request_id', 'reviewer']);
    table.index(['reviewer', 'awaiting']);
  });
  await knex.schema.createTable('golden_path_approvals', table => {
    table.string('id', 36).primary();
    table
      .string('request_id', 191)
      .notNullable()
      .references('id')
      .inTable('golden_path_requests')
      .onDelete('CASCADE');
    table.string('by', 255).notNullable();
    table.text('reviewers').notNullable().comment('JSON: kinds of reviewer');
    table.string('at', 32).notNullable();
    table.string('commit', 64).notNullable();
    table.unique(['request_id', 'by', 'commit']);
  });
  await knex.schema.createTable('golden_path_comments', table => {
    table.string('id', 36).primary();
    table
      .string('request_id', 191)
      .notNullable()
      .references('id')
      .inTable('golden_path_requests')
      .onDelete('CASCADE');
    table.string('by', 255).notNullable();
    table.string('at', 32).notNullable();
    table.text('text').notNullable();
    table.index(['request_id', 'at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_comments');
  await knex.schema.dropTable('golden_path_approvals');
  await knex.schema.dropTable('golden_path_reviewers');
  await knex.schema.dropTable('golden_path_requests');
};
