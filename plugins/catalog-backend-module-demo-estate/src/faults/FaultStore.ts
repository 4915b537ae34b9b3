import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { DemoFault } from '@fairway/demo-estate';
import type { Knex } from 'knex';
import { z } from 'zod';

const TABLE = 'demo_estate_faults';

const rowSchema = z.object({
  id: z.string(),
  kind: z.enum([
    'errors',
    'latency',
    'outage',
    'no-traffic',
    'no-data',
    'garbage',
    'source-down',
  ]),
  service: z.string().nullable(),
  share: z.number(),
  from: z.coerce.number(),
  to: z.coerce.number().nullable(),
});

/** Faults outlive a restart. */
export class FaultStore {
  static async create(database: DatabaseService): Promise<FaultStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@fairway/plugin-catalog-backend-module-demo-estate',
          'migrations',
        ),
      });
    }
    return new FaultStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** The newest first. */
  async list(): Promise<DemoFault[]> {
    const rows: unknown[] = await this.knex(TABLE)
      .orderBy('from', 'desc')
      .orderBy('id');
    return rows.map(row => {
      const { service, to, ...fault } = rowSchema.parse(row);
      return {
        ...fault,
        ...(service !== null && { service }),
        ...(to !== null && { to }),
      };
    });
  }

  async add(fault: DemoFault): Promise<void> {
    await this.knex(TABLE).insert({
      ...fault,
      service: fault.service ?? null,
      to: fault.to ?? null,
    });
  }

  /** @returns whether there was one that had not ended yet */
  async end(id: string, at: number): Promise<boolean> {
    const ended = await this.knex(TABLE)
      .where({ id })
      .andWhere(query => query.whereNull('to').orWhere('to', '>', at))
      .update({ to: at });
    return ended > 0;
  }

  /** What is too old to be seen in any window. */
  async forgetBefore(at: number): Promise<void> {
    await this.knex(TABLE).where('to', '<', at).delete();
  }
}
