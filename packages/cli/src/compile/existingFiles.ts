import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  deliveryFileNames,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';

/** What earlier runs left, found by the layout of the repository. */
export class ExistingFiles {
  private namespaces: Promise<string[]> | undefined;
  private readonly environments: string[];

  constructor(private readonly root: string, contract: PlatformContract) {
    this.environments = contract.environments.map(({ name }) => name);
  }

  /** Paths of the files that belong to one service alone. */
  async ofService(service: string): Promise<string[]> {
    this.namespaces ??= this.findNamespaces();
    const found: string[] = [];
    const own = new Set(
      this.environments.flatMap(environment =>
        deliveryFileNames({ environment, service }),
      ),
    );
    for (const namespace of await this.namespaces) {
      found.push(...(await this.yamlIn(`${namespace}/${service}`)));
      for (const file of await this.deliveries(namespace)) {
        if (own.has(path.posix.basename(file))) {
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

  private readonly deliveryFiles = new Map<string, Promise<string[]>>();

  private deliveries(namespace: string): Promise<string[]> {
    const known = this.deliveryFiles.get(namespace);
    const files = known ?? this.yamlIn(namespace);
    this.deliveryFiles.set(namespace, files);
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
