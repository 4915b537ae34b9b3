import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1';
import type { PlatformContract } from '../../model';
import { because, pointer } from '../because';
import type { Manifest } from '../manifest';
import type { PlatformContext, PlatformDerived } from '../platformContext';
import { platformLabels, platformLabelsReason } from '../platformLabels';

type Class = NonNullable<PlatformContract['storage']>['classes'][string];
type Provisioning = NonNullable<Class['provisioning']>;

/** The classes that the volumes of stores name, where the contract says how their volumes are made. */
export function storageClasses(ctx: PlatformContext): PlatformDerived[] {
  return Object.entries(ctx.contract.storage?.classes ?? {}).flatMap(
    ([name, entry]) => {
      const { provisioning } = entry;
      const from = `contract:${pointer('storage', 'classes', name)}`;
      if (!provisioning) {
        ctx.leaveOut({
          what: `StorageClass ${name}`,
          why: 'The contract does not say how its volumes are made, so each cluster has to bring it.',
          from,
        });
        return [];
      }
      return [storageClass({ name, entry, provisioning, from })];
    },
  );
}

function storageClass(options: {
  name: string;
  entry: Class;
  provisioning: Provisioning;
  from: string;
}): PlatformDerived {
  const { name, entry, provisioning, from } = options;
  const { provisioner, parameters, reclaimPolicy, bindingMode } = provisioning;
  const object: Manifest<IStorageClass> = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name, labels: platformLabels() },
    provisioner,
    ...(parameters && { parameters }),
    reclaimPolicy: reclaimPolicy ?? 'Retain',
    volumeBindingMode: bindingMode ?? 'WaitForFirstConsumer',
    allowVolumeExpansion: entry.expansion !== 'not-supported',
  };
  const made = `${from}/provisioning`;
  return {
    folder: 'classes',
    object,
    because: [
      because('', from, 'The class that volumes of stores name.'),
      because(
        '/provisioner',
        `${made}/provisioner`,
        'The driver that makes the volumes.',
      ),
      ...(parameters
        ? [
            because(
              '/parameters',
              `${made}/parameters`,
              'What the driver is told, such as the kind of disk and its encryption.',
            ),
          ]
        : []),
      because(
        '/reclaimPolicy',
        reclaimPolicy ? `${made}/reclaimPolicy` : 'fairway:data-stays',
        object.reclaimPolicy === 'Delete'
          ? 'The volume goes with its claim.'
          : 'The data outlives the claim: who deletes a store by mistake still has it.',
      ),
      because(
        '/volumeBindingMode',
        bindingMode ? `${made}/bindingMode` : 'fairway:volume-beside-its-pod',
        object.volumeBindingMode === 'Immediate'
          ? 'The volume is made with its claim, wherever the pod will run.'
          : 'The volume is made in the zone where the pod runs, so that zones are spread over.',
      ),
      because(
        '/allowVolumeExpansion',
        `${from}/expansion`,
        object.allowVolumeExpansion
          ? `Volumes grow ${
              entry.expansion === 'online'
                ? 'while they are in use'
                : 'while no pod has them'
            }.`
          : 'Volumes of this class stay as large as they were made.',
      ),
      platformLabelsReason(),
    ],
  };
}
