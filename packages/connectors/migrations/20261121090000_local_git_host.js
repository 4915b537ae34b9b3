/**
 * Requests of the embedded Git host. Branches and commits are in the repository; a row says what Git has no place
 * for, and can be made anew from the commits when it is lost.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('local_git_counters', table => {
    table.string('name', 64).primary();
    table.integer('value').notNullable().comment('The number given last');
  });
  await knex.schema.createTable('local_git_requests', table => {
    table.integer('number').primary();
    table.string('key', 63).notNullable().comment('Name of the service');
    table.string('state', 16).notNullable();
    table.string('commit', 64).notNullable();
    table.string('base_commit', 64).notNullable();
    table.string('merge_commit', 64).nullable();
    table.boolean('draft').notNullable();
    table.string('title', 512).notNullable();
    table.text('body').notNullable();
    table.string('author', 255).notNullable();
    table.text('labels').notNullable().comment('JSON');
    table.text('reviewers').notNullable().comment('JSON');
    table.string('contract_version', 64).nullable();
    table.string('merged_by', 255).nullable();
    table.string('created_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('updated_at', 32).notNullable();
    table.string('merged_at', 32).nullable();
    table.index(['state', 'number']);
    table.index(['key', 'state']);
    table.index(['author']);
  });
  await knex.schema.createTable('local_git_comments', table => {
    table.increments('sequence');
    table.string('id', 36).notNullable().unique();
    table
      .integer('number')
      .notNullable()
      .references('number')
      .inTable('local_git_requests')
      .onDelete('CASCADE');
    table.string('by', 255).notNullable();
    table.string('at', 32).notNullable();
    table.text('text').notNullable();
    table.index(['number', 'sequence']);
  });
  await knex.schema.createTable('local_git_checks', table => {
    table
      .integer('number')
      .notNullable()
      .references('number')
      .inTable('local_git_requests')
      .onDelete('CASCADE');
    table.string('commit', 64).notNullable();
    table.string('name', 128).notNullable();
    table.string('state', 16).notNullable();
    table.string('summary', 512).notNullable();
    table.string('url', 1024).nullable();
    table.string('updated_at', 32).notNullable();
    table.primary(['number', 'commit', 'name']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('local_git_checks');
  await knex.schema.dropTable('local_git_comments');
  await knex.schema.dropTable('local_git_requests');
  await knex.schema.dropTable('local_git_counters');
};
