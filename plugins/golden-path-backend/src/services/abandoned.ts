import {
  isInNamespaceFolder,
  namespaceFileNames,
  namespaceFor,
  type CompileResult,
  type Fleet,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import type { ProposedService } from './proposal';

/**
 * Files of namespaces that nobody is in any more, sorted. One that held a store stays: its claims are in it.
 */
export function abandonedFiles(options: {
  services: ProposedService[];
  /** As it would be. */
  fleet: Fleet;
  contract: PlatformContract;
  /** Files of services whose intent cannot be read: the fleet does not know them, and they are in namespaces too. */
  unreadable: string[];
}): string[] {
  const { services, fleet, contract, unreadable } = options;
  const left = new Map<string, string[]>();
  for (const { before } of services) {
    if (before && before.intent.spec.workloadType !== 'stateful') {
      for (const namespace of namespacesOf(before)) {
        left.set(namespace, [
          ...(left.get(namespace) ?? []),
          ...filesOf(namespace, before),
        ]);
      }
    }
  }
  for (const path of unreadable) {
    const [, , folder] = path.split('/');
    left.delete(folder);
  }
  for (const { team, system, environments } of Object.values(fleet.services)) {
    if (left.size === 0) {
      return [];
    }
    for (const environment of environments) {
      left.delete(namespaceFor({ contract, environment, team, system }));
    }
  }
  return [...new Set([...left.values()].flat())].sort();
}

function namespacesOf({ objects }: CompileResult): Set<string> {
  return new Set(
    objects
      .filter(({ object }) => object.kind === 'Namespace')
      .map(({ object }) => object.metadata.name),
  );
}

/** What a namespace has, and what brings it to the clusters; not what a cluster has from several. */
function filesOf(namespace: string, { objects }: CompileResult): string[] {
  const deliveries = namespaceFileNames(namespace);
  return objects
    .map(({ path }) => path)
    .filter(path => {
      const [, , folder, file] = path.split('/');
      return isInNamespaceFolder(path)
        ? folder === namespace
        : deliveries.includes(file);
    });
}
