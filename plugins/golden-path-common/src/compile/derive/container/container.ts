import type { IContainer } from 'kubernetes-models/v1';
import type { Because } from '../../../model';
import { because } from '../../because';
import { environmentOf } from './environment';
import type { ContainerPlace } from './part';
import { portsOf } from './ports';
import { probesOf } from './probes';
import { resourcesOf } from './resources';
import { securityContextOf } from './securityContext';
import { volumeMountsOf } from './volumes';

/** A container and its reasons. */
export function deriveContainer(place: ContainerPlace): {
  container: IContainer;
  reasons: Because[];
} {
  const { container: settings, at } = place;
  const resources = resourcesOf(place);
  const securityContext = securityContextOf(place);
  const volumeMounts = volumeMountsOf(place);
  const ports = portsOf(place);
  const environment = environmentOf(place);
  const probes = probesOf(place);
  return {
    // The order of the fields is the order of the YAML.
    container: {
      name: settings.name,
      image: settings.image,
      imagePullPolicy: 'IfNotPresent',
      ...(settings.command ? { command: settings.command } : undefined),
      ...(settings.args ? { args: settings.args } : undefined),
      ...ports.fields,
      ...environment.fields,
      ...resources.fields,
      ...probes.fields,
      ...securityContext.fields,
      ...volumeMounts.fields,
    },
    reasons: [
      because(
        at,
        `intent:/spec/containers/${settings.name}`,
        `Container ${settings.name} of the intent.`,
      ),
      because(
        `${at}/image`,
        settings.from.image,
        'The image that the intent names for this environment.',
      ),
      ...resources.reasons,
      ...securityContext.reasons,
      ...volumeMounts.reasons,
      ...ports.reasons,
      ...environment.reasons,
      ...probes.reasons,
      because(
        `${at}/imagePullPolicy`,
        'fairway:image-pull-policy',
        'An image by digest never changes, so a copy on the node is as good as a new one.',
      ),
    ],
  };
}
