/**
 * Approvals that were given on the pages of the Git host, with the account that gave them and, where they count for
 * nobody, why.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('golden_path_approvals', table => {
    table.string('account', 255).nullable().comment('at the Git host');
    table.text('uncounted').nullable().comment('why it counts for nobody');
  });
};

/**
 * What was given at the host counts for those only who know where it comes from.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('golden_path_approvals').whereNotNull('account').delete();
  await knex.schema.alterTable('golden_path_approvals', table => {
    table.dropColumn('account');
    table.dropColumn('uncounted');
  });
};
