import { once } from 'node:events';
import chalk from 'chalk';

/** Where a command writes. */
export interface Terminal {
  /** A line on stdout; resolves when there is room for more. */
  print(line: string): Promise<void>;
  /** Text on stdout as it is, without a line break. */
  write(text: string): Promise<void>;
  /** One JSON document on stdout. */
  json(value: unknown): Promise<void>;
  /** A line on stderr. */
  error(line: string): void;
  /**
   * How far long work is, for eyes alone: one line on stderr, which the next output takes away. Work that is done
   * within a second says nothing.
   */
  progress(words: string): void;
  /** Takes away what the last progress said. */
  end(): void;
}

/** Exit code of output that cannot be written. */
const UNUSABLE = 2;
/** Work that takes less says nothing. */
const PATIENCE_MS = 1000;
/** Eyes read no faster. */
const EVERY_MS = 100;
/** Back to the begin of the line, and what is on it away. */
const CLEAR_LINE = '\r\u001b[K';

/** The terminal, or whatever stdout and stderr are connected to. */
export function createTerminal(): Terminal {
  // Colours are for eyes: chalk sees whether stdout is a terminal, and this is how people switch them off there.
  if (process.env.NO_COLOR) {
    chalk.level = 0;
  }
  let closed = false;
  let toldAt = Date.now() + PATIENCE_MS - EVERY_MS;
  let isTelling = false;
  const clear = () => {
    if (isTelling) {
      process.stderr.write(CLEAR_LINE);
      isTelling = false;
    }
  };
  process.stdout.on('error', error => {
    // `fairway … | head` closes the pipe early, which is no error.
    closed = true;
    if (!('code' in error && error.code === 'EPIPE')) {
      process.stderr.write(
        `fairway: cannot write its output: ${error.message}\n`,
      );
      // Whatever the command found, nobody has read it.
      process.exit(UNUSABLE);
    }
  });
  async function write(text: string): Promise<void> {
    clear();
    if (!closed && !process.stdout.write(text)) {
      // Rejects when the pipe breaks while it waits, which the listener above has dealt with.
      await once(process.stdout, 'drain').catch(() => undefined);
    }
  }
  return {
    write,
    print: line => write(`${line}\n`),
    json: value => write(`${JSON.stringify(value, undefined, 2)}\n`),
    error: line => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress: words => {
      const now = Date.now();
      if (process.stderr.isTTY && now - toldAt >= EVERY_MS) {
        process.stderr.write(`${CLEAR_LINE}${words} …`);
        toldAt = now;
        isTelling = true;
      }
    },
    end: clear,
  };
}
