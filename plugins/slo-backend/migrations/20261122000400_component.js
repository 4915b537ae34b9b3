/**
 * Which component of the catalog an objective is of: services of different namespaces may have the same name.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_objectives', table => {
    table
      .string('component', 512)
      .notNullable()
      .defaultTo('')
      .comment('entity ref, whether the catalog has it or not');
    table.index(['component']);
  });
  // What annotations name is read again by each process that starts.
  await knex('slo_objectives').update({
    component: knex.raw("'component:default/' || lower(service)"),
  });
  for (const [precedence, kind] of ['git', 'upload', 'catalog'].entries()) {
    await knex('slo_documents')
      .where({ kind })
      .update({ precedence: precedence + 1 });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_objectives', table => {
    table.dropIndex(['component']);
    table.dropColumn('component');
  });
};
