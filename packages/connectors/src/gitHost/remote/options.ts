import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Forge } from './Forge';

/** @public */
export interface RemoteGitHostOptions {
  forge: Forge;
  /** Address of the repository, without credentials; tells which repository the mirror is of. */
  url: string;
  /** Branch that holds the desired state. */
  baseBranch: string;
  /** Folder of the mirror; made when it is missing. One process at a time works in it. */
  directory: string;
  logger: LoggerService;
  /**
   * Entity refs with their accounts at the host: for users the login, for groups the team. Whoever is not in it is
   * named in the portal, and not asked for a review at the host.
   */
  accounts?: Record<string, string>;
  /** Approvals given on the pages of the host are to count in the portal; not when left out. */
  approvals?: boolean;
  /** How old the answer to a question for the head may be; 2 s when left out. What is written is always up to date. */
  freshForMs?: number;
  /** How long a question for the head waits before the last known one is the answer; 3 s when left out. */
  patienceMs?: number;
  /** Milliseconds since the epoch; the machine's clock when left out. */
  clock?(): number;
  /** The git to run, 2.31 or newer; `git` of the PATH when left out. */
  git?: string;
}
