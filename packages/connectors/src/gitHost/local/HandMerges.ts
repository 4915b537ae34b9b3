import { Recent } from '../git/Recent';
import type { Repository } from '../git/Repository';
import { BRANCHES, numberOf } from './requestIds';
import type { StoredRequest } from './RequestStore';

/** Open requests that are looked at each minute; more are only read again. */
const KNOWN = 2000;
/** Of what a squashed change touched, so many paths tell which commit brought it. */
const TOLD = 50;

type Commits = Pick<StoredRequest, 'number' | 'commit' | 'baseCommit'>;

/** Finds requests that people merged with git alone, where no commit of ours says so. */
export class HandMerges {
  readonly #repository: Repository;
  readonly #witnesses = new Recent<
    { path: string; blob: string | undefined } | undefined
  >(KNOWN);
  readonly #found = new Recent<string | undefined>(KNOWN);
  /** Commits of branches that a head has: one command for all of them. */
  readonly #merged = new Recent<Set<string>>(2);

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /**
   * The commit of the base branch that brought a request in: a merge, the head itself when it was moved on, or a
   * squash that leaves nothing of the change to be merged. Undefined when there is none, and for a request that
   * changes nothing.
   * @param options - `gone`: its branch does not hold the commit any more.
   */
  async of(
    request: Commits,
    options: { gone?: boolean } = {},
  ): Promise<string | undefined> {
    const { number, commit, baseCommit } = request;
    if (commit === baseCommit) {
      return undefined;
    }
    const head = await this.#repository.headCommit();
    const { gone = false } = options;
    const question = [number, baseCommit, commit, head, gone].join(' ');
    return this.#found.get(question, async () => {
      const isIn = gone
        ? await this.isIn(commit, head)
        : (await this.#mergedInto(head)).has(commit);
      return isIn ? this.#mergeOf(commit, head) : this.#squashOf(request, head);
    });
  }

  async isIn(commit: string, head: string): Promise<boolean> {
    return (await this.#repository.mergeBase(head, commit)) === commit;
  }

  #mergedInto(head: string): Promise<Set<string>> {
    return this.#merged.get(head, async () => {
      const { refs } = this.#repository;
      const merged = await refs.list(BRANCHES, { mergedInto: head });
      return new Set(merged.values());
    });
  }

  /** The first commit on the way of the base branch that has it. */
  async #mergeOf(commit: string, head: string): Promise<string> {
    const way = await this.#wayOf([`${commit}..${head}`]);
    // Oldest first: all before the merge lack it, all after have it.
    let [from, to] = [0, way.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (await this.isIn(commit, way[middle])) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    const first = way[from];
    if (first === undefined) {
      return commit;
    }
    const { parents } = await this.#repository.commit(first);
    return parents[0] === commit ? commit : first;
  }

  /** The commit that holds the whole change without its history; what another request brought is not this one. */
  async #squashOf(
    { number, commit, baseCommit }: Commits,
    head: string,
  ): Promise<string | undefined> {
    const repository = this.#repository;
    const witness = await this.#witnesses.get(
      `${baseCommit} ${commit}`,
      async () => {
        const changed = await repository.diff(baseCommit, commit);
        // Objects are asked for by lines, and people can push any path.
        const first = changed.find(({ path }) => !path.includes('\n'));
        return first && { path: first.path, blob: first.after };
      },
    );
    // Most are told apart by one file, which costs no process.
    const there = witness && (await repository.blobAt(head, witness.path));
    if (witness && there !== witness.blob) {
      return undefined;
    }
    const { base, apply, conflicts } = await repository.threeWay(head, commit);
    if (base === undefined || apply.length > 0 || conflicts.length > 0) {
      return undefined;
    }
    const changed = await repository.diff(base, commit);
    const paths = changed.slice(0, TOLD).map(({ path }) => path);
    if (paths.length === 0) {
      return undefined;
    }
    const brought = (
      await this.#wayOf([`${base}..${head}`, '--', ...paths])
    ).at(-1);
    if (brought === undefined) {
      return undefined;
    }
    const named = (await repository.commit(brought)).trailers.request;
    return named === undefined || numberOf(named) === number
      ? brought
      : undefined;
  }

  async #wayOf(args: string[]): Promise<string[]> {
    const { stdout } = await this.#repository.git.run({
      args: ['rev-list', '--first-parent', '--reverse', ...args],
    });
    return stdout.toString().split('\n').filter(Boolean);
  }
}
