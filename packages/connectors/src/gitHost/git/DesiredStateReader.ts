import { NotFoundError } from '@backstage/errors';
import type { Page } from '@fairway/plugin-golden-path-common';
import { checkCommit, checkPath, limitOf, positionOf } from '../checks';
import type {
  ChangedFile,
  ChangedFileText,
  FileContent,
  ReadFilesOptions,
  TreeEntry,
} from '../files';
import type { PageOptions } from '../requests';
import type { Repository } from './Repository';

/** Files from which a listing of the whole commit pays. */
const MANY = 1000;

/** Reads trees, texts and differences by commit, after checking what was asked for. */
export class DesiredStateReader {
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** What a request changes, with texts, a page at a time. */
  async diff(
    request: { baseCommit: string; commit: string },
    options: PageOptions & { path?: string },
  ): Promise<Page<ChangedFileText>> {
    const limit = limitOf(options);
    const offset = positionOf(options) ?? 0;
    const { baseCommit, commit } = request;
    const all = (await this.#repository.diff(baseCommit, commit)).filter(
      ({ path }) => options.path === undefined || path === options.path,
    );
    if (options.path !== undefined && all.length === 0) {
      throw new NotFoundError(`The request does not change ${options.path}.`);
    }
    const changes = all.slice(offset, offset + limit);
    const paths = changes.map(({ path }) => path);
    const [before, after] = await Promise.all([
      this.readFiles({ commit: baseCommit, paths }),
      this.readFiles({ commit, paths }),
    ]);
    const end = offset + changes.length;
    return {
      items: changes.map(({ path, change }) => ({
        path,
        change,
        before: before.get(path),
        after: after.get(path),
      })),
      total: all.length,
      ...(end < all.length && { nextCursor: `${end}` }),
    };
  }

  async readTree(options: {
    commit: string;
    prefixes?: string[];
  }): Promise<TreeEntry[]> {
    const folders = (options.prefixes ?? []).map(
      prefix => `${checkPath(prefix.replace(/\/$/, ''))}/`,
    );
    return [
      ...(await this.#repository.tree(checkCommit(options.commit), folders)),
    ];
  }

  async readFiles(options: ReadFilesOptions): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    for await (const { path, text } of this.streamFiles(options)) {
      texts.set(path, text);
    }
    return texts;
  }

  async *streamFiles(options: ReadFilesOptions): AsyncGenerator<FileContent> {
    const commit = checkCommit(options.commit);
    const paths = Array.from(options.paths, checkPath);
    await this.#repository.requireCommit(commit);
    const found = await this.#locate(commit, paths);
    const { texts } = this.#repository;
    let index = 0;
    const revisions = found.map(({ revision }) => revision);
    for await (const { object } of texts.read(revisions, options)) {
      const { path } = found[index];
      index += 1;
      if (object?.type === 'blob') {
        yield { path, text: object.content.toString() };
      }
    }
  }

  async changedBetween(options: {
    from: string;
    to: string;
  }): Promise<ChangedFile[]> {
    const changes = await this.#repository.diff(
      checkCommit(options.from),
      checkCommit(options.to),
    );
    return changes.map(({ mode: _mode, ...change }) => change);
  }

  async lastChange(options: {
    commit: string;
    folder: string;
    since?: string;
  }): Promise<string | undefined> {
    const [newest] = await this.changesOf({ ...options, limit: 1 });
    return newest;
  }

  /** @throws InputError when the limit is no number of commits. */
  async changesOf(options: {
    commit: string;
    folder: string;
    since?: string;
    limit: number;
  }): Promise<string[]> {
    const commit = checkCommit(options.commit);
    const folder = checkPath(options.folder.replace(/\/$/, ''));
    const limit = limitOf(options);
    const since =
      options.since === undefined ? undefined : checkCommit(options.since);
    await this.#repository.requireCommit(commit);
    const { stdout } = await this.#repository.git.run({
      args: [
        'log',
        `-${limit}`,
        // The merge and not the commit of the branch: it is what people find in the history of the base branch.
        '--first-parent',
        '--format=%H',
        ...(since === undefined ? [commit] : [`${since}..${commit}`]),
        '--',
        folder,
      ],
    });
    return stdout.toString().split('\n').filter(Boolean);
  }

  /** How git finds each file. For many, one listing costs less than a walk through the folders for each. */
  async #locate(
    commit: string,
    paths: string[],
  ): Promise<{ path: string; revision: string }[]> {
    if (paths.length < MANY) {
      return paths.map(path => ({ path, revision: `${commit}:${path}` }));
    }
    const wanted = new Set(paths);
    const blobs = new Map<string, string>();
    for (const { path, blob } of await this.#repository.tree(commit, [])) {
      if (wanted.has(path)) {
        blobs.set(path, blob);
      }
    }
    return paths.flatMap(path => {
      const revision = blobs.get(path);
      return revision === undefined ? [] : [{ path, revision }];
    });
  }
}
