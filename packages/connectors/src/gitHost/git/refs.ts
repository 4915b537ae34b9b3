import { GitCommandError, type Git } from './git';
import type { ObjectReader } from './ObjectReader';

/** One move of a ref. `from` undefined: it must not exist; `to` undefined: it goes away. */
export interface RefMove {
  ref: string;
  from?: string;
  to?: string;
}

/** Another process moved a ref first. */
export class RefMovedError extends Error {}

/** Branches and the heads of requests. */
export class Refs {
  readonly #git: Git;
  readonly #checks: ObjectReader;

  constructor(options: { git: Git; checks: ObjectReader }) {
    this.#git = options.git;
    this.#checks = options.checks;
  }

  /** The commit of a ref; undefined when there is no such ref. */
  async read(ref: string): Promise<string | undefined> {
    return (await this.#checks.readOne(ref))?.oid;
  }

  /** Refs below a prefix such as `refs/heads/fairway/`, with their commits. */
  async list(
    prefix: string,
    options: { mergedInto?: string } = {},
  ): Promise<Map<string, string>> {
    const { stdout } = await this.#git.run({
      args: [
        'for-each-ref',
        '--format=%(objectname) %(refname)',
        ...(options.mergedInto ? [`--merged=${options.mergedInto}`] : []),
        prefix,
      ],
    });
    return new Map(
      stdout
        .toString()
        .split('\n')
        .filter(line => line !== '')
        .map(line => {
          const space = line.indexOf(' ');
          return [line.slice(space + 1), line.slice(0, space)] as const;
        }),
    );
  }

  /**
   * Moves refs together, each only when it still is where it is believed to be.
   * @throws RefMovedError when one is not, and then none moves.
   */
  async move(moves: RefMove[]): Promise<void> {
    try {
      await this.#git.run({
        args: ['update-ref', '--no-deref', '-z', '--stdin'],
        input: moves.map(command).join(''),
      });
    } catch (error) {
      if (
        error instanceof GitCommandError &&
        /cannot lock ref|unable to (?:create|resolve|lock)/i.test(error.stderr)
      ) {
        throw new RefMovedError(error.message, { cause: error });
      }
      throw error;
    }
  }
}

function command({ ref, from, to }: RefMove): string {
  if (to === undefined) {
    return `delete ${ref}\0${from ?? ''}\0`;
  }
  return from === undefined
    ? `create ${ref}\0${to}\0`
    : `update ${ref}\0${to}\0${from}\0`;
}
