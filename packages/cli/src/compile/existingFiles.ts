import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';

/** What earlier runs left, found by the layout of the repository. */
export class ExistingFiles {
  private namespaces: Promise<string[]> | undefined;
  private readonly environments: Set<string>;

  constructor(private readonly root: string, contract: PlatformContract) {
    this.environments = new Set(contract.environments.map(({ name }) => name));
  }

  /** Paths of the files that belong to one service alone. */
  async ofService(service: string): Promise<string[]> {
    this.namespaces ??= this.findNamespaces();
    const found: string[] = [];
    for (const namespace of await this.namespaces) {
      found.push(...(await this.yamlIn(`${namespace}/${service}`)));
      for (const file of await this.applications(namespace)) {
        const match = /^application-([^-]+)-(.+)\.yaml$/.exec(
          path.posix.basename(file),
        );
        if (match?.[2] === service && this.environments.has(match[1])) {
          found.push(file);
        }
      }
    }
    return found;
  }

  /** `clusters/<cluster>/<namespace>`, as they were before this run. */
  private async findNamespaces(): Promise<string[]> {
    const namespaces: string[] = [];
    for (const cluster of await this.foldersIn('clusters')) {
      namespaces.push(
        ...(await this.foldersIn(cluster)).filter(
          // What a cluster has from the platform belongs to no service, whatever the service is called.
          folder => !path.posix.basename(folder).startsWith('_'),
        ),
      );
    }
    return namespaces;
  }

  private readonly applicationFiles = new Map<string, Promise<string[]>>();

  private applications(namespace: string): Promise<string[]> {
    const known = this.applicationFiles.get(namespace);
    const files = known ?? this.yamlIn(namespace);
    this.applicationFiles.set(namespace, files);
    return files;
  }

  private async foldersIn(relative: string): Promise<string[]> {
    return (await this.entriesOf(relative))
      .filter(entry => entry.isDirectory())
      .map(({ name }) => `${relative}/${name}`);
  }

  private async yamlIn(relative: string): Promise<string[]> {
    return (await this.entriesOf(relative))
      .filter(entry => entry.isFile() && entry.name.endsWith('.yaml'))
      .map(({ name }) => `${relative}/${name}`);
  }

  private async entriesOf(relative: string) {
    return readdir(path.join(this.root, relative), {
      withFileTypes: true,
    }).catch(() => []);
  }
}
