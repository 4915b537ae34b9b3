/**
 * Documents with objectives, wherever they were found, and the objectives in them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_documents', table => {
    table.string('id', 64).primary();
    table.string('kind', 16).notNullable().comment('where it was found');
    table
      .string('bundle', 512)
      .notNullable()
      .comment('what was read together: a service, a URL, an upload');
    table
      .integer('precedence')
      .notNullable()
      .comment('of documents with the same objective the lowest stands');
    table.text('origin').notNullable().comment('JSON');
    table.string('file', 1024).notNullable();
    table.string('format', 24);
    table.text('text', 'longtext').notNullable();
    table.string('hash', 64).notNullable();
    table.text('problems', 'longtext').notNullable().comment('JSON');
    table.integer('problem_count').notNullable();
    table.text('failure').comment('why it could not be read again');
    table.string('read_at', 32).notNullable().comment('ISO 8601, UTC');
    table.index(['kind', 'bundle']);
    table.index(['file']);
  });
  await knex.schema.createTable('slo_objectives', table => {
    table.string('document_id', 64).notNullable();
    table.string('id', 255).notNullable();
    table.integer('position').notNullable().comment('in its document');
    table
      .boolean('stands')
      .notNullable()
      .comment('false while another document has the same id first');
    table.text('title').notNullable();
    table.string('service', 255).notNullable();
    table.double('target').notNullable();
    table.string('time_window', 64).notNullable().comment('for people');
    table.text('definition', 'longtext').notNullable().comment('JSON');
    table.text('words').notNullable().comment('what is searched, lower case');
    table.string('entity', 512);
    table.string('owner', 512);
    table.string('system', 255);
    table.string('tier', 64);
    table.string('business_unit', 255);
    table.primary(['document_id', 'id']);
    table.index(['stands', 'id']);
    table.index(['stands', 'service']);
    table.index(['id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_objectives');
  await knex.schema.dropTable('slo_documents');
};
