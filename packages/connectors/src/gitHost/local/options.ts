import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';

/** @public */
export interface LocalGitHostOptions {
  /** The bare repository; made, with its folders, when it is missing. People may clone it. */
  directory: string;
  /** Where the request records live; migrations run here. SQLite or PostgreSQL. */
  database: Pick<DatabaseService, 'getClient' | 'migrations'>;
  logger: LoggerService;
  /** Page of a request; `/change-requests/<id>` when left out. */
  urlOf?(id: string): string;
  /** Milliseconds since the epoch; the machine's clock when left out. */
  clock?(): number;
  /** The git to run, 2.30 or newer; `git` of the PATH when left out. */
  git?: string;
}
