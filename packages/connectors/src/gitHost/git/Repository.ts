import { NotFoundError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import type { FileContent, TreeEntry } from '../files';
import { GitHostUnavailableError } from '../errors';
import { parseCommit, type Commit } from './commits';
import { Git } from './git';
import { foldersOf, mergeTrees } from './mergeTrees';
import { ObjectReader } from './ObjectReader';
import { Recent } from './Recent';
import { Refs } from './refs';
import { diffTrees, listTree, type TreeChange } from './trees';
import { writeCommit, type NewCommit } from './writeCommit';

/** Result of comparing both sides with what they have in common; `base` is missing when they have nothing. */
export interface ThreeWay {
  base?: string;
  apply: TreeChange[];
  conflicts: string[];
}

/** A bare repository: what is in it, by commit. Knows nothing of requests. */
export class Repository {
  /** Opens it, after `prepare` has made sure that it is there. */
  static async open(options: {
    directory: string;
    binary: string;
    baseBranch: string;
    prepare(given: { git: Git; refs: Refs; baseRef: string }): Promise<void>;
  }): Promise<Repository> {
    const { baseBranch } = options;
    const git = new Git(options);
    const checks = new ObjectReader({ git, contents: false });
    const texts = new ObjectReader({ git, contents: true });
    const refs = new Refs({ git, checks });
    try {
      await options.prepare({ git, refs, baseRef: baseRefOf(baseBranch) });
      const { stdout } = await git.run({
        args: ['rev-parse', '--show-object-format'],
      });
      const algorithm = stdout.toString().trim();
      return new Repository({
        git,
        checks,
        texts,
        refs,
        algorithm,
        baseBranch,
      });
    } catch (error) {
      await Promise.all([checks.stop(), texts.stop()]);
      throw error;
    }
  }

  readonly baseBranch: string;
  readonly baseRef: string;
  readonly git: Git;
  readonly refs: Refs;
  readonly texts: ObjectReader;
  readonly #checks: ObjectReader;
  readonly #algorithm: string;
  readonly #trees = new Recent<TreeEntry[]>(4);
  readonly #diffs = new Recent<TreeChange[]>(32);
  readonly #merges = new Recent<ThreeWay>(64);

  private constructor(options: {
    git: Git;
    checks: ObjectReader;
    texts: ObjectReader;
    refs: Refs;
    algorithm: string;
    baseBranch: string;
  }) {
    this.baseBranch = options.baseBranch;
    this.baseRef = baseRefOf(options.baseBranch);
    this.git = options.git;
    this.refs = options.refs;
    this.texts = options.texts;
    this.#checks = options.checks;
    this.#algorithm = options.algorithm;
  }

  async headCommit(): Promise<string> {
    const commit = await this.refs.read(this.baseRef);
    if (!commit) {
      throw new GitHostUnavailableError(
        `The repository has no branch ${this.baseBranch}; restore it from a backup or a clone.`,
      );
    }
    return commit;
  }

  /** Whether a commit holds no file. */
  async isEmpty(commit: string): Promise<boolean> {
    const { tree } = await this.commit(commit);
    const content = (await this.texts.readOne(tree))?.content;
    return content === undefined || content.length === 0;
  }

  /** @throws NotFoundError */
  async requireCommit(commit: string): Promise<void> {
    if ((await this.#checks.readOne(commit))?.type !== 'commit') {
      throw new NotFoundError(
        `The repository has no commit ${commit}; read the head again.`,
      );
    }
  }

  /** @throws NotFoundError */
  async commit(id: string): Promise<Commit> {
    const object = await this.texts.readOne(id);
    if (object?.type !== 'commit') {
      throw new NotFoundError(`The repository has no commit ${id}.`);
    }
    return parseCommit(object.content);
  }

  tree(commit: string, folders: string[]): Promise<TreeEntry[]> {
    return this.#trees.get([commit, ...folders].join('\0'), async () => {
      await this.requireCommit(commit);
      return listTree({ git: this.git, commit, folders });
    });
  }

  diff(from: string, to: string): Promise<TreeChange[]> {
    return this.#diffs.get(`${from} ${to}`, async () => {
      await this.requireCommit(from);
      await this.requireCommit(to);
      return diffTrees({ git: this.git, from, to });
    });
  }

  /** The newest commit that both have; undefined when their histories never met. */
  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const { stdout } = await this.git.run({
      args: ['merge-base', one, other],
      accept: [0, 1],
    });
    return stdout.toString().trim() || undefined;
  }

  /** What bringing `theirs` into `ours` would change there. */
  threeWay(ours: string, theirs: string): Promise<ThreeWay> {
    return this.#merges.get(`${ours} ${theirs}`, async () => {
      const base = await this.mergeBase(ours, theirs);
      return base === undefined
        ? { apply: [], conflicts: [] }
        : {
            base,
            ...mergeTrees({
              ours: await this.diff(base, ours),
              theirs: await this.diff(base, theirs),
            }),
          };
    });
  }

  /**
   * What files and removals really change in a commit: blob by path, undefined for what goes away.
   * `blocked` are files that would lie where a folder is, or the other way round.
   */
  async changesOn(options: {
    commit: string;
    write: FileContent[];
    remove: string[];
  }): Promise<{
    changes: Map<string, string | undefined>;
    blocked: string[];
  }> {
    const { commit, write, remove } = options;
    const folders = foldersOf(write.map(file => file.path));
    const removed = new Set(remove);
    const blobs = new Map(
      write.map(file => [file.path, this.blobId(file.text)] as const),
    );
    const changes = new Map<string, string | undefined>();
    const blocked: string[] = [];
    const paths = new Set([...blobs.keys(), ...removed, ...folders]);
    const revisions = [...paths].map(path => `${commit}:${path}`);
    for await (const { revision, object } of this.#checks.read(revisions)) {
      const path = revision.slice(commit.length + 1);
      const blob = blobs.get(path);
      if (blob !== undefined) {
        if (folders.has(path) || object?.type === 'tree') {
          blocked.push(path);
        } else if (object?.oid !== blob) {
          changes.set(path, blob);
        }
      } else if (object?.type === 'blob') {
        if (removed.has(path)) {
          changes.set(path, undefined);
        } else {
          blocked.push(path);
        }
      }
    }
    return { changes, blocked };
  }

  /** The blob of a file; undefined when the commit has no such file. */
  async blobAt(commit: string, path: string): Promise<string | undefined> {
    const object = await this.#checks.readOne(`${commit}:${path}`);
    return object?.type === 'blob' ? object.oid : undefined;
  }

  /** The id that git gives to a text. */
  blobId(text: string): string {
    const bytes = Buffer.from(text);
    return createHash(this.#algorithm)
      .update(`blob ${bytes.length}\0`)
      .update(bytes)
      .digest('hex');
  }

  writeCommit(commit: NewCommit): Promise<string> {
    return writeCommit(this.git, commit);
  }

  /** Newest first: commits on the base branch that carry a trailer line, without those that `not` has already. */
  async commitsWithTrailer(line: string, not?: string): Promise<string[]> {
    const { stdout } = await this.git.run({
      args: [
        'rev-list',
        '--first-parent',
        '--fixed-strings',
        `--grep=${line}`,
        this.baseRef,
        ...(not ? [`^${not}`] : []),
        '--',
      ],
    });
    return stdout.toString().split('\n').filter(Boolean);
  }

  async stop(): Promise<void> {
    await Promise.all([this.texts.stop(), this.#checks.stop()]);
  }
}

function baseRefOf(branch: string): string {
  return `refs/heads/${branch}`;
}
