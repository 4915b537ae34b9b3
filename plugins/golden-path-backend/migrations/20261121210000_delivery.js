/**
 * Evidence of deliveries as it was heard, and the releases that it tells of. Releases follow from the evidence: they
 * are kept for lists and figures, and written anew whenever something is heard.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_delivery_events', table => {
    table
      .string('id', 191)
      .primary()
      .comment('Of the source: the same twice is one event');
    table.string('service', 63).notNullable();
    table
      .string('environment', 63)
      .nullable()
      .comment('Missing for what is true of an image wherever it goes');
    table.string('at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('source', 32).notNullable();
    table
      .string('image', 255)
      .nullable()
      .comment('Digest, or the whole image where it has none');
    table.text('record').notNullable().comment('JSON: the event');
    table.index(['service', 'at']);
    table.index(['image']);
    table.index(['at']);
  });
  await knex.schema.createTable('golden_path_releases', table => {
    table.string('id', 191).primary();
    table.string('service', 63).notNullable();
    table.string('environment', 63).notNullable();
    table
      .integer('position')
      .notNullable()
      .comment('Of the releases of the service in the environment, from 0');
    table.integer('newest').notNullable().comment('1 for the last of them');
    table.string('state', 32).notNullable();
    table.integer('failed').notNullable().comment('0 or 1');
    table.integer('missing').notNullable();
    table.string('since', 32).notNullable();
    table.string('started_at', 32).notNullable();
    table.string('first_at', 32).notNullable();
    table
      .string('stable_at', 32)
      .nullable()
      .comment('When it is stable unless something fails before');
    table.string('deployed_at', 32).nullable();
    table.integer('lead_seconds').nullable();
    table.string('failed_at', 32).nullable();
    table.integer('restore_seconds').nullable();
    table.text('record').notNullable().comment('JSON: the release');
    table.unique(['service', 'environment', 'position']);
    table.index(['newest', 'environment', 'state']);
    table.index(['environment', 'deployed_at']);
  });
  await knex.schema.createTable('golden_path_delivery_calls', table => {
    table.string('source', 32).notNullable();
    table.string('digest', 64).notNullable().comment('SHA-256 of the call');
    table
      .bigInteger('until')
      .notNullable()
      .comment('Epoch milliseconds: no longer taken for the same after that');
    table.primary(['source', 'digest']);
    table.index(['until']);
  });
  await knex.schema.createTable('golden_path_delivery_marks', table => {
    table.string('name', 191).primary().comment('What was read up to a point');
    table.string('value', 255).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_delivery_marks');
  await knex.schema.dropTable('golden_path_delivery_calls');
  await knex.schema.dropTable('golden_path_releases');
  await knex.schema.dropTable('golden_path_delivery_events');
};
