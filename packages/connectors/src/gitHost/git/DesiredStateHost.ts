import type {
  ChangedFile,
  FileContent,
  ReadFilesOptions,
  TreeEntry,
} from '../files';
import type { GitHost } from '../GitHost';
import { DesiredStateReader } from './DesiredStateReader';
import type { Repository } from './Repository';

type Reading = Pick<
  GitHost,
  | 'headCommit'
  | 'isEmpty'
  | 'readTree'
  | 'readFiles'
  | 'streamFiles'
  | 'changedBetween'
  | 'lastChange'
  | 'changesOf'
>;

/** What every Git host reads from the repository that it has on disk, be it the only one or a mirror. */
export abstract class DesiredStateHost implements Reading {
  protected readonly repository: Repository;
  protected readonly reader: DesiredStateReader;

  protected constructor(repository: Repository) {
    this.repository = repository;
    this.reader = new DesiredStateReader(repository);
  }

  abstract headCommit(): Promise<string>;

  async isEmpty(): Promise<boolean> {
    return this.repository.isEmpty(await this.headCommit());
  }

  async readTree(options: {
    commit: string;
    prefixes?: string[];
  }): Promise<TreeEntry[]> {
    return this.reader.readTree(options);
  }

  async readFiles(options: ReadFilesOptions): Promise<Map<string, string>> {
    return this.reader.readFiles(options);
  }

  streamFiles(options: ReadFilesOptions): AsyncIterable<FileContent> {
    return this.reader.streamFiles(options);
  }

  async changedBetween(options: {
    from: string;
    to: string;
  }): Promise<ChangedFile[]> {
    return this.reader.changedBetween(options);
  }

  async lastChange(options: {
    commit: string;
    folder: string;
    since?: string;
  }): Promise<string | undefined> {
    return this.reader.lastChange(options);
  }

  async changesOf(options: {
    commit: string;
    folder: string;
    limit: number;
  }): Promise<string[]> {
    return this.reader.changesOf(options);
  }
}
