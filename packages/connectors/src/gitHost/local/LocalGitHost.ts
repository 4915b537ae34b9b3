import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { GitHost } from '../GitHost';

/** @public */
export interface LocalGitHostOptions {
  /** The bare repository; made, with its folders, when it is missing. */
  directory: string;
  /** Where the request records live; migrations run here. SQLite or PostgreSQL. */
  database: Pick<DatabaseService, 'getClient' | 'migrations'>;
  logger: LoggerService;
  /** Page of a request; `/golden-path/change-requests/<id>` when left out. */
  urlOf?(id: string): string;
  /** Milliseconds since the epoch; the machine's clock when left out. */
  clock?(): number;
  /** The git to run, 2.30 or newer; `git` of the PATH when left out. */
  git?: string;
}

/** @public */
export interface LocalGitHost extends GitHost {}

/** @public */
export declare class LocalGitHost {
  /** Opens the repository (making it when missing), runs the migrations and heals what a crash left behind. */
  static create(options: LocalGitHostOptions): Promise<LocalGitHost>;
  private constructor();
}
