import type { DerivedObject } from '../model';
import type { Derived, EnvironmentContext } from './context';
import {
  deliveryFolder,
  fileName,
  namespaceFolder,
  serviceFolder,
} from './paths';

/** Puts one object into the folders of its clusters; all of them share it. */
export function placeObject(
  ctx: EnvironmentContext,
  { object, because, place, cluster: only }: Derived,
): DerivedObject[] {
  const placed: DerivedObject[] = [];
  const file = fileName(object);
  for (const { name: cluster } of ctx.settings.clusters) {
    if (only === undefined || only === cluster) {
      placed.push({
        env: ctx.environment.name,
        cluster,
        path: `${folderOf(ctx, place, cluster)}/${file}`,
        object,
        because,
      });
    }
  }
  return placed;
}

function folderOf(
  ctx: EnvironmentContext,
  place: Derived['place'],
  cluster: string,
): string {
  switch (place) {
    case 'namespace':
      return namespaceFolder({ cluster, namespace: ctx.namespace });
    case 'delivery':
      return deliveryFolder({
        cluster,
        namespace: ctx.contract.providers.delivery.namespace,
      });
    default:
      return serviceFolder({
        cluster,
        namespace: ctx.namespace,
        service: ctx.name,
      });
  }
}
