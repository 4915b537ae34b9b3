import type { Because, Fleet, KubeObject, NotDerived } from '../model';
import type { PlatformContract } from '../model';
import { millisOf } from '../waivers/expiry';
import { priorityClasses } from './derive/priorityClasses';
import { storageClasses } from './derive/storageClasses';
import { deliveryFolder, fileName, platformFolder } from './paths';
import { FOLDER_NEEDS, PLATFORM_FOLDERS } from './platformContext';
import type { PlatformContext, PlatformDerived } from './platformContext';
import type { Provider } from './providers/provider';
import { chosenProviders } from './providers/registry';
import { comparePaths } from './render';

/** An object that a cluster has from the platform, for no single service. @public */
export interface PlatformObject {
  cluster: string;
  /** Where it lies in the GitOps repository; relative, forward slashes. */
  path: string;
  object: KubeObject;
  because: Because[];
}

/** @public */
export interface PlatformResult {
  contractVersion: string;
  /** Sorted by path. */
  objects: PlatformObject[];
  /** What the chosen products cannot do, each once. */
  notDerived: NotDerived[];
}

/** A part of the platform that is the same whichever products are chosen. */
export type PlatformPart = (ctx: PlatformContext) => PlatformDerived[];

/** Parts that no provider decides; what a product decides is its provider's `derivePlatform`. */
const PARTS: readonly PlatformPart[] = [priorityClasses, storageClasses];

/**
 * Everything that the contract puts into the clusters themselves, whatever services run there: the classes that pods
 * and volumes name, the policies in the form of the product that enforces them, and what brings all of it there.
 *
 * @param options - `fleet` tells in which namespaces the services live that exceptions name; `now` is the moment by
 * which exceptions count, as ISO text or epoch milliseconds.
 * @throws InputError when `now` is no moment in time.
 * @public
 */
export function derivePlatform(options: {
  contract: PlatformContract;
  fleet?: Fleet;
  now: string | number;
}): PlatformResult {
  const { contract, fleet } = options;
  const now = millisOf(options.now);
  const { providers } = chosenProviders(contract);
  const notDerived = new Map<string, NotDerived>();
  const leaveOut = (entry: NotDerived) => {
    notDerived.set(JSON.stringify(entry), entry);
  };
  const objects = contract.clusters.flatMap(cluster => {
    const ctx: PlatformContext = { contract, cluster, fleet, now, leaveOut };
    const derived = [
      ...PARTS.flatMap(part => part(ctx)),
      ...providers.flatMap(provider => provider.derivePlatform?.(ctx) ?? []),
    ];
    return [
      ...derived.map(({ folder, object, because }) => ({
        cluster: cluster.name,
        path: `${platformFolder({ cluster: cluster.name, folder })}/${fileName(
          object,
        )}`,
        object,
        because,
      })),
      ...deliveries({ ctx, derived, providers }),
    ];
  });
  return {
    contractVersion: contract.metadata.version,
    objects: objects.sort((a, b) => comparePaths(a.path, b.path)),
    notDerived: [...notDerived.values()],
  };
}

function deliveries(options: {
  ctx: PlatformContext;
  derived: PlatformDerived[];
  providers: Provider[];
}): PlatformObject[] {
  const { ctx, derived, providers } = options;
  const cluster = ctx.cluster.name;
  const folders = PLATFORM_FOLDERS.filter(name =>
    derived.some(({ folder }) => folder === name),
  );
  return folders.flatMap(folder => {
    const after = folders.find(name => name === FOLDER_NEEDS[folder]);
    return providers
      .flatMap(
        provider =>
          provider.deliverPlatform?.({
            contract: ctx.contract,
            cluster,
            folder,
            path: platformFolder({ cluster, folder }),
            ...(after && { after }),
          }) ?? [],
      )
      .map(({ object, because }) => ({
        cluster,
        path: `${deliveryFolder({
          cluster,
          namespace: ctx.contract.providers.delivery.namespace,
        })}/${fileName(object)}`,
        object,
        because,
      }));
  });
}
