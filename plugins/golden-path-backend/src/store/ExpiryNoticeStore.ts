import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const TABLE = 'golden_path_expiry_notices';

/** One notice about one exception or override. */
export interface ExpiryNotice {
  /** What tells it from others, up to 64 characters; another one when it is granted anew. */
  waiver: string;
  /** Days before the end that the notice is for. */
  days: number;
}

/** Notices that were sent, on SQLite or PostgreSQL. The tables are those of the change requests' migrations. */
export class ExpiryNoticeStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<ExpiryNoticeStore> {
    return new ExpiryNoticeStore(await options.database.getClient());
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns whether the notice is the caller's to send: false when it was sent, or is being sent, before. */
  async claim(notice: ExpiryNotice & { at: string }): Promise<boolean> {
    const { waiver, days, at } = notice;
    const claimed = await this.#knex(TABLE)
      .insert({ waiver, days, at })
      .onConflict(['waiver', 'days'])
      .ignore()
      .returning('waiver');
    return claimed.length > 0;
  }

  /** Gives a notice back that could not be sent. */
  async release({ waiver, days }: ExpiryNotice): Promise<void> {
    await this.#knex(TABLE).where({ waiver, days }).delete();
  }
}
