/**
 * The group that hands a service over, beside the one that gets it: both own the request.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('golden_path_requests', table => {
    table
      .string('former_owner', 255)
      .nullable()
      .index()
      .comment('Entity ref of the group that owned the service before');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('golden_path_requests', table => {
    table.dropIndex('former_owner');
    table.dropColumn('former_owner');
  });
};
