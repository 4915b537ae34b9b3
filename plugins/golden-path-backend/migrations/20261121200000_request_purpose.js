/**
 * What a request is for, and the campaign that opened it. Requests that were opened before are changes of a service.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('golden_path_requests', table => {
    table.string('kind', 16).notNullable().defaultTo('change');
    table.string('campaign', 64).nullable().comment('id of a campaign');
    table.index(['campaign', 'state']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('golden_path_requests', table => {
    table.dropIndex(['campaign', 'state']);
    table.dropColumn('campaign');
    table.dropColumn('kind');
  });
};
