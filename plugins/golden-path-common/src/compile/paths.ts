import type { KubeObject } from '../model';

/** Layout of the GitOps repository: what is in a folder is exactly what is applied. */

const NAMESPACE_FOLDER = '_namespace';
const PLATFORM_FOLDER = '_platform';

/** Documents of a service: intent, catalog entry, SLO, runbook. */
export function documentPath(service: string, file: string): string {
  return `services/${service}/${file}`;
}

/** Folder of what one service has in one namespace of one cluster. */
export function serviceFolder(options: {
  cluster: string;
  namespace: string;
  service: string;
}): string {
  return `clusters/${options.cluster}/${options.namespace}/${options.service}`;
}

/** Folder of what the services of a namespace share. `_` is in no DNS label, so no service can take the name. */
export function namespaceFolder(options: {
  cluster: string;
  namespace: string;
}): string {
  return `clusters/${options.cluster}/${options.namespace}/${NAMESPACE_FOLDER}`;
}

/** Whether a path is of something that the services of a namespace share. @public */
export function isInNamespaceFolder(path: string): boolean {
  return path.includes(`/${NAMESPACE_FOLDER}/`);
}

/** Folder of what a cluster has from the platform itself; no namespace can take the name. */
export function platformFolder(options: {
  cluster: string;
  folder: string;
}): string {
  return `clusters/${options.cluster}/${PLATFORM_FOLDER}/${options.folder}`;
}

/** Folder of what is handed to the delivery engine of a cluster. */
export function deliveryFolder(options: {
  cluster: string;
  namespace: string;
}): string {
  return `clusters/${options.cluster}/${options.namespace}`;
}

/** `deployment-payments-api.yaml` */
export function fileName(object: KubeObject): string {
  return `${object.kind.toLowerCase()}-${object.metadata.name}.yaml`;
}

/**
 * Files beside those of others that bring one service to a cluster, whichever delivery engine was chosen when they
 * were written: a change of the engine leaves none of the former one.
 * @public
 */
export function deliveryFileNames(options: {
  environment: string;
  service: string;
}): string[] {
  return ['application', 'kustomization'].map(
    kind => `${kind}-${options.environment}-${options.service}.yaml`,
  );
}

/**
 * Files beside those of others that bring what a namespace has to a cluster, whichever delivery engine was chosen when
 * they were written.
 * @public
 */
export function namespaceFileNames(namespace: string): string[] {
  return [
    `application-namespace-${namespace}.yaml`,
    `kustomization-namespace-${namespace}.yaml`,
    `serviceaccount-${namespace}.yaml`,
  ];
}
