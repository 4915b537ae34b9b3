import type { PlatformContract } from '@fairway/plugin-golden-path-common';

/** Where things lie in the GitOps repository, as far as the backend has to know. */

export function intentPath(service: string): string {
  return `services/${service}/intent.yaml`;
}

export function catalogPath(service: string): string {
  return `services/${service}/catalog-info.yaml`;
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
  const isApplication =
    parts.length === 4 &&
    contract.environments.some(
      environment =>
        parts[3] === `application-${environment.name}-${service}.yaml`,
    );
  return isApplication || (parts.length > 4 && parts[3] === service);
}
