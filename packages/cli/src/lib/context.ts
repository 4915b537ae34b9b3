import type { Terminal } from './terminal';

/** What a command gets from the program. */
export interface CommandContext {
  terminal: Terminal;
  /**
   * Something is wrong, and what could be told has been: exit code 1 when the input was understood and something in
   * it fails, 2 when a part of it could not be used. The higher one stays.
   */
  fails(code?: 1 | 2): void;
}
