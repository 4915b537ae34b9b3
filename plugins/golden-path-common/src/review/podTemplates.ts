import { isRecord } from '../json/pointer';

/** What in a pod reaches beyond its own walls, in words; nothing for a pod as the platform derives it. */
export function privilegesOf(pod: Record<string, unknown>): string[] {
  const found = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
    field => pod[field] === true,
  );
  for (const container of containersOf(pod)) {
    const security = container.securityContext;
    if (isRecord(security)) {
      if (security.privileged === true) {
        found.push(`container ${String(container.name)} is privileged`);
      }
      if (security.allowPrivilegeEscalation === true) {
        found.push(`container ${String(container.name)} may gain privileges`);
      }
      for (const capability of addedCapabilities(security)) {
        found.push(
          `container ${String(
            container.name,
          )} has the capability ${capability}`,
        );
      }
    }
  }
  return found;
}

/** Paths of the node that a pod mounts. */
export function hostPathsOf(pod: Record<string, unknown>): string[] {
  const volumes = Array.isArray(pod.volumes) ? pod.volumes : [];
  return volumes.flatMap(volume =>
    isRecord(volume) && isRecord(volume.hostPath)
      ? [String(volume.hostPath.path)]
      : [],
  );
}

function containersOf(pod: Record<string, unknown>): Record<string, unknown>[] {
  return [pod.containers, pod.initContainers, pod.ephemeralContainers]
    .flatMap(list => (Array.isArray(list) ? list : []))
    .filter(isRecord);
}

function addedCapabilities(security: Record<string, unknown>): string[] {
  const capabilities = security.capabilities;
  return isRecord(capabilities) && Array.isArray(capabilities.add)
    ? capabilities.add
        .map(String)
        // The one capability that the restricted Pod Security level allows.
        .filter(name => name !== 'NET_BIND_SERVICE')
    : [];
}
