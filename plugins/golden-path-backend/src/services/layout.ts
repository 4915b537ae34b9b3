import {
  deliveryFileNames,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';

/** Where things lie in the GitOps repository, as far as the backend has to know. */

export function serviceFolder(service: string): string {
  return `services/${service}`;
}

export function intentPath(service: string): string {
  return `services/${service}/intent.yaml`;
}

export function catalogPath(service: string): string {
  return `services/${service}/catalog-info.yaml`;
}

/** The objectives that are derived from the intent. */
export function sloPath(service: string): string {
  return `services/${service}/slo.yaml`;
}

/** Folder of objectives that people write by hand. */
export function objectivesFolder(service: string): string {
  return `services/${service}/objectives`;
}

const INTENT = /^services\/([a-z][a-z0-9-]*)\/intent\.yaml$/;
const RESOURCE = /^resources\/([a-z][a-z0-9-]*)\.yaml$/;

/** The service whose intent lies at this path. */
export function serviceOfIntentPath(path: string): string | undefined {
  return INTENT.exec(path)?.[1];
}

/** The declared resource that lies at this path. */
export function resourceOfPath(path: string): string | undefined {
  return RESOURCE.exec(path)?.[1];
}

/**
 * Whether a file belongs to this service alone, and so goes when it is no longer derived. What a namespace shares
 * never does.
 */
export function ownedBy(options: {
  path: string;
  service: string;
  contract: PlatformContract;
}): boolean {
  const { path, service, contract } = options;
  const parts = path.split('/');
  if (parts[0] === 'services') {
    return parts[1] === service;
  }
  if (parts[0] !== 'clusters' || parts.length < 4) {
    return false;
  }
  const isDelivery =
    parts.length === 4 &&
    contract.environments.some(({ name: environment }) =>
      deliveryFileNames({ environment, service }).includes(parts[3]),
    );
  return isDelivery || (parts.length > 4 && parts[3] === service);
}

/**
 * Where a file lies, as far as it can belong to one service: in a folder of the service, or beside those of others
 * under a name that tells (see {@link ownedBy}). Undefined for what belongs to nobody alone.
 */
export function placeOf(
  path: string,
): { service: string; folder: string } | { name: string } | undefined {
  const parts = path.split('/');
  if (parts[0] === 'services' && parts.length > 2) {
    return { service: parts[1], folder: parts.slice(0, 2).join('/') };
  }
  if (parts[0] !== 'clusters' || parts.length < 4) {
    return undefined;
  }
  return parts.length === 4
    ? { name: parts[3] }
    : { service: parts[3], folder: parts.slice(0, 4).join('/') };
}
