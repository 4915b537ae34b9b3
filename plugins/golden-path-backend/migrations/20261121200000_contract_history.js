/**
 * Contracts that were in force: what services were derived under can be derived again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_contracts', table => {
    table.string('fingerprint', 64).primary().comment('SHA-256 of its files');
    table.string('version', 64).notNullable();
    table
      .string('since', 32)
      .notNullable()
      .comment('ISO 8601, UTC: when it came into force the last time');
    table
      .text('files', 'longtext')
      .notNullable()
      .comment('JSON of texts by path, gzip, base64');
    table.index(['since']);
    table.index(['version']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_contracts');
};
