import { isRecord } from '../../json/pointer';
import { itemsAt, textAt, wholeAt } from '../read';
import type { Folder, FolderService, Workload } from './folder';

/** A container of a pod, and where it stands in the object. */
export interface PodContainer {
  name: string;
  at: string;
  value: Record<string, unknown>;
  ports: { number: number; name?: string; protocol: string }[];
}

/** Containers of a pod that serve or work, without those that only prepare it. */
export function containersOf({ pod, podAt }: Workload): PodContainer[] {
  return itemsAt(pod, '/containers').flatMap((value, index) =>
    isRecord(value)
      ? [
          {
            name: textAt(value, '/name') ?? `container-${index + 1}`,
            at: `${podAt}/containers/${index}`,
            value,
            ports: itemsAt(value, '/ports').flatMap(port => {
              const number = wholeAt(port, '/containerPort');
              const name = textAt(port, '/name');
              return number === undefined
                ? []
                : [
                    {
                      number,
                      protocol: textAt(port, '/protocol') ?? 'TCP',
                      ...(name !== undefined && { name }),
                    },
                  ];
            }),
          },
        ]
      : [],
  );
}

/** Containers that a mesh puts into pods: they come and go with the mesh. */
const MESH_CONTAINERS =
  /^(istio-proxy|linkerd-proxy|envoy-sidecar|consul-dataplane)$/;

/** Whether the platform puts this container into pods by itself. */
export function isOfMesh({ name }: PodContainer): boolean {
  return MESH_CONTAINERS.test(name);
}

/** What a workload serves on, as its Services and its containers say. */
export interface Serving {
  container: PodContainer;
  port?: number;
  /** Name of the port in the Service or the container. */
  portName?: string;
  appProtocol?: string;
  /** Services in front of it. */
  services: FolderService[];
}

const METRICS_NAME = /metrics|prometheus/;

/** Finds the container that serves, and its port; nothing when there is no container at all. */
export function servingOf(
  workload: Workload,
  folder: Folder,
): Serving | undefined {
  const containers = containersOf(workload);
  const own = containers.filter(each => !isOfMesh(each));
  const services = folder.services.filter(({ workloads }) =>
    workloads.includes(workload),
  );
  const [first] = own.length > 0 ? own : containers;
  if (!first) {
    return undefined;
  }
  const ports = services
    .flatMap(service => service.ports)
    .filter(({ name = '' }) => !METRICS_NAME.test(name));
  for (const { target, name, appProtocol } of ports) {
    for (const container of own) {
      const found = container.ports.find(
        port => port.number === target || port.name === target,
      );
      if (found) {
        return {
          container,
          port: found.number,
          services,
          portName: name ?? found.name,
          appProtocol,
        };
      }
    }
  }
  // A container need not list its ports.
  const numbered = ports.find(({ target }) => typeof target === 'number');
  if (numbered && typeof numbered.target === 'number') {
    return {
      container: first,
      port: numbered.target,
      services,
      portName: numbered.name,
      appProtocol: numbered.appProtocol,
    };
  }
  for (const container of own) {
    const port = container.ports.find(
      ({ protocol, name = '' }) =>
        protocol === 'TCP' && !METRICS_NAME.test(name),
    );
    if (port) {
      return { container, port: port.number, portName: port.name, services };
    }
  }
  return { container: first, services };
}

/** Number of a port that a probe or a route may name. */
export function portNumber(
  container: PodContainer,
  port: number | string | undefined,
): number | undefined {
  return typeof port === 'string'
    ? container.ports.find(({ name }) => name === port)?.number
    : port;
}
