import type { IContainer } from 'kubernetes-models/v1';
import type { Because } from '../../../model';
import { because } from '../../because';
import { METRICS_PORT, SERVING_PORT } from '../../names';
import type { ContainerPart, ContainerPlace } from './part';

/** The port that serves, and that of the metrics where it is another. */
export function portsOf({
  container,
  at,
}: ContainerPlace): ContainerPart<Pick<IContainer, 'ports'>> {
  const { name, main, port, metricsPort } = container;
  const stated = `intent:/spec/containers/${name}`;
  const ports: NonNullable<IContainer['ports']> = [];
  const reasons: Because[] = [];
  if (port !== undefined) {
    reasons.push(
      because(
        `${at}/ports`,
        container.from.port ?? `${stated}/port`,
        `Container ${name} serves on port ${port}.`,
      ),
    );
    ports.push({
      name: main ? SERVING_PORT : `port-${port}`,
      containerPort: port,
      protocol: 'TCP',
    });
  }
  if (main && metricsPort !== undefined && metricsPort !== port) {
    reasons.push(
      because(
        `${at}/ports/${ports.length}`,
        `${stated}/metricsPort`,
        `Metrics are served on port ${metricsPort}.`,
      ),
    );
    ports.push({
      name: METRICS_PORT,
      containerPort: metricsPort,
      protocol: 'TCP',
    });
  }
  return { fields: ports.length > 0 ? { ports } : {}, reasons };
}
